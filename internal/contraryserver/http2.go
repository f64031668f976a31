package contraryserver

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"math"
	"net"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// http2Behavior is what a server does over HTTP/2 to a request.
type http2Behavior struct {
	// act is done to a request that has arrived whole, or, when it is unread, to one whose headers have.
	act    func(c *http2Conn, stream uint32)
	unread bool
	// retires says that a connection takes no request after its first: the answer to that one brings a GOAWAY.
	retires bool
}

// errorCodes are all that RFC 9113 knows.
var errorCodes = []http2.ErrCode{
	http2.ErrCodeNo, http2.ErrCodeProtocol, http2.ErrCodeInternal, http2.ErrCodeFlowControl, http2.ErrCodeSettingsTimeout,
	http2.ErrCodeStreamClosed, http2.ErrCodeFrameSize, http2.ErrCodeRefusedStream, http2.ErrCodeCancel, http2.ErrCodeCompression,
	http2.ErrCodeConnect, http2.ErrCodeEnhanceYourCalm, http2.ErrCodeInadequateSecurity, http2.ErrCodeHTTP11Required,
}

// HTTP2Behaviors lists what a server does over HTTP/2.
func HTTP2Behaviors() []Behavior {
	type act = func(c *http2Conn, stream uint32)
	var behaviors []Behavior
	add := func(name string, arrivals, status int, behavior http2Behavior) {
		behaviors = append(behaviors, Behavior{Name: "HTTP2: " + name, Arrivals: arrivals, Status: status, http2: &behavior})
	}
	lost := func(name string, do act) { add(name, 1, 0, http2Behavior{act: do}) }
	unread := func(name string, do act) { add(name, 0, 0, http2Behavior{act: do, unread: true}) }

	for _, code := range errorCodes {
		lost(fmt.Sprintf("RST_STREAM %v", code), func(c *http2Conn, stream uint32) { c.reset(stream, code) })
	}
	for _, code := range []http2.ErrCode{http2.ErrCodeNo, http2.ErrCodeProtocol, http2.ErrCodeRefusedStream, http2.ErrCodeCancel} {
		lost(fmt.Sprintf("RST_STREAM %v after the head", code), func(c *http2Conn, stream uint32) {
			c.head(stream, "200")
			c.reset(stream, code)
		})
		lost(fmt.Sprintf("RST_STREAM %v in the body", code), func(c *http2Conn, stream uint32) {
			c.head(stream, "200")
			c.data(stream, `{"code":0`, false)
			c.reset(stream, code)
		})
		unread(fmt.Sprintf("RST_STREAM %v before the body", code), func(c *http2Conn, stream uint32) { c.reset(stream, code) })
		lost(fmt.Sprintf("GOAWAY %v below the request", code), func(c *http2Conn, stream uint32) { c.goAway(stream-2, code) })
		lost(fmt.Sprintf("GOAWAY %v below the request, then cut", code), func(c *http2Conn, stream uint32) {
			c.goAway(stream-2, code)
			cut(c.raw, false)
		})
		lost(fmt.Sprintf("GOAWAY %v at the request, then cut", code), func(c *http2Conn, stream uint32) {
			c.goAway(stream, code)
			cut(c.raw, false)
		})
		lost(fmt.Sprintf("GOAWAY %v above the request, then cut", code), func(c *http2Conn, stream uint32) {
			c.goAway(math.MaxInt32, code)
			cut(c.raw, false)
		})
	}
	add("GOAWAY above the request, then the answer", 1, 200, http2Behavior{act: func(c *http2Conn, stream uint32) {
		c.goAway(math.MaxInt32, http2.ErrCodeNo)
		c.answer(stream, false)
	}})
	unread("GOAWAY below the request before its body", func(c *http2Conn, stream uint32) { c.goAway(stream-2, http2.ErrCodeNo) })
	unread("cut before the body", func(c *http2Conn, _ uint32) { cut(c.raw, false) })
	add("GOAWAY before the request, which is answered", 1, 200, http2Behavior{retires: true, act: func(c *http2Conn, stream uint32) { c.answer(stream, false) }})
	add("GOAWAY before the request, which is cut", 1, 0, http2Behavior{retires: true, act: func(c *http2Conn, _ uint32) { cut(c.raw, false) }})
	lost("cut with no answer", func(c *http2Conn, _ uint32) { cut(c.raw, false) })
	lost("reset with no answer", func(c *http2Conn, _ uint32) { cut(c.raw, true) })
	lost("cut after the head", func(c *http2Conn, stream uint32) {
		c.head(stream, "200")
		cut(c.raw, false)
	})
	lost("cut in the body", func(c *http2Conn, stream uint32) {
		c.head(stream, "200")
		c.data(stream, `{"code":0`, false)
		cut(c.raw, false)
	})
	lost("a frame that is none", func(c *http2Conn, stream uint32) {
		c.failed(c.out.WriteRawFrame(http2.FrameRSTStream, 0, stream, nil))
	})
	for _, status := range []int{307, 308, 408, 421, 503} {
		add(fmt.Sprint(status), 1, status, http2Behavior{act: func(c *http2Conn, stream uint32) {
			c.head(stream, fmt.Sprint(status), hpack.HeaderField{Name: "location", Value: "/cgi-bin/musicu.fcg"}, hpack.HeaderField{Name: "retry-after", Value: "0"})
			c.data(stream, "", true)
		}})
	}
	return behaviors
}

// http2Conn is the server's end of a connection.
type http2Conn struct {
	server *Server
	raw    net.Conn
	out    *http2.Framer
	block  bytes.Buffer
	fields *hpack.Encoder
	bodies map[uint32][]byte
	broken bool
}

func (s *Server) serveHTTP2(raw net.Conn, config *tls.Config) {
	conn := tls.Server(raw, config)
	preface := make([]byte, len(http2.ClientPreface))
	if _, err := io.ReadFull(conn, preface); err != nil {
		return
	}
	c := &http2Conn{server: s, raw: raw, out: http2.NewFramer(conn, conn), bodies: map[uint32][]byte{}}
	c.fields = hpack.NewEncoder(&c.block)
	var settings []http2.Setting
	if s.behavior.http2.unread { // or the body would come along with the headers
		settings = append(settings, http2.Setting{ID: http2.SettingInitialWindowSize, Val: 0})
	}
	c.failed(c.out.WriteSettings(settings...))
	numbers := map[uint32]int64{}
	for !c.broken {
		frame, err := c.out.ReadFrame()
		if err != nil {
			return
		}
		stream := frame.Header().StreamID
		switch frame := frame.(type) {
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				c.failed(c.out.WriteSettingsAck())
			}
		case *http2.PingFrame:
			if !frame.IsAck() {
				c.failed(c.out.WritePing(true, frame.Data))
			}
		case *http2.HeadersFrame:
			numbers[stream] = s.begins()
			switch unread := s.behavior.http2.unread; {
			case unread && contraryTo(numbers[stream]):
				s.behavior.http2.act(c, stream)
			case unread:
				c.failed(c.out.WriteWindowUpdate(stream, math.MaxInt32))
			}
		case *http2.DataFrame:
			c.bodies[stream] = append(c.bodies[stream], frame.Data()...)
			switch {
			case !frame.StreamEnded():
			case s.arrives(numbers[stream]):
				s.behavior.http2.act(c, stream)
			default:
				c.answer(stream, s.behavior.http2.retires && numbers[stream] == 0)
			}
		}
	}
}

// failed notes that a frame could not be written: the client has gone.
func (c *http2Conn) failed(err error) { c.broken = c.broken || err != nil }

// answer answers a request as a server should. A connection that retires says so before the answer is whole, so that the client knows it when it is.
func (c *http2Conn) answer(stream uint32, retires bool) {
	c.head(stream, "200")
	if retires {
		c.goAway(stream, http2.ErrCodeNo)
	}
	c.data(stream, c.server.answer(c.bodies[stream]), true)
}

func (c *http2Conn) head(stream uint32, status string, fields ...hpack.HeaderField) {
	c.block.Reset()
	for _, field := range append([]hpack.HeaderField{{Name: ":status", Value: status}}, fields...) {
		c.failed(c.fields.WriteField(field))
	}
	c.failed(c.out.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: c.block.Bytes(), EndHeaders: true}))
}

func (c *http2Conn) data(stream uint32, text string, last bool) {
	c.failed(c.out.WriteData(stream, last, []byte(text)))
}

func (c *http2Conn) reset(stream uint32, code http2.ErrCode) {
	c.failed(c.out.WriteRSTStream(stream, code))
}

func (c *http2Conn) goAway(last uint32, code http2.ErrCode) {
	c.failed(c.out.WriteGoAway(last, code, nil))
}
