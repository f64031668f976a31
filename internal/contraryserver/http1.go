package contraryserver

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
)

// http1Behavior is what a server does over HTTP/1.1 to a request. It cuts the connection afterwards.
type http1Behavior struct {
	// unread says that the connection is cut as soon as the request begins.
	unread bool
	// says is what it sends.
	says string
	// abrupt says that the connection is reset and not closed.
	abrupt bool
	// apart says that the first request has a connection of its own.
	apart bool
}

// HTTP1Behaviors lists what a server does over HTTP/1.1, on the connection of the first request and on another.
func HTTP1Behaviors() []Behavior {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	const nothing = "Content-Length: 0\r\n\r\n"
	var behaviors []Behavior
	for _, apart := range []bool{false, true} {
		for _, b := range []struct {
			name     string
			status   int
			behavior http1Behavior
		}{
			{"reset unread", 0, http1Behavior{unread: true, abrupt: true}},
			{"cut with no answer", 0, http1Behavior{}},
			{"reset with no answer", 0, http1Behavior{abrupt: true}},
			{"cut after 100 Continue", 0, http1Behavior{says: "HTTP/1.1 100 Continue\r\n\r\n"}},
			{"cut after 103 Early Hints", 0, http1Behavior{says: "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n"}},
			{"cut in the status line", 0, http1Behavior{says: "HTTP/1.1 20"}},
			{"cut in the head", 0, http1Behavior{says: head + "Content-Le"}},
			{"cut after the head", 0, http1Behavior{says: head + "Content-Length: 50\r\n\r\n"}},
			{"cut in the body", 0, http1Behavior{says: head + "Content-Length: 50\r\n\r\n{\"code\":0"}},
			{"reset in the body", 0, http1Behavior{says: head + "Content-Length: 50\r\n\r\n{\"code\":0", abrupt: true}},
			{"cut in a chunk", 0, http1Behavior{says: head + "Transfer-Encoding: chunked\r\n\r\n32\r\n{\"code\":0"}},
			{"cut between chunks", 0, http1Behavior{says: head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"}},
			{"an answer that is no HTTP", 0, http1Behavior{says: "SSH-2.0-contrary\r\n"}},
			{"307 to itself", 307, http1Behavior{says: "HTTP/1.1 307 Temporary Redirect\r\nLocation: /cgi-bin/musicu.fcg\r\n" + nothing}},
			{"308 to itself", 308, http1Behavior{says: "HTTP/1.1 308 Permanent Redirect\r\nLocation: /cgi-bin/musicu.fcg\r\n" + nothing}},
			{"408", 408, http1Behavior{says: "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n" + nothing}},
			{"417", 417, http1Behavior{says: "HTTP/1.1 417 Expectation Failed\r\n" + nothing}},
			{"421", 421, http1Behavior{says: "HTTP/1.1 421 Misdirected Request\r\n" + nothing}},
			{"503 for now", 503, http1Behavior{says: "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\n" + nothing}},
		} {
			where, arrivals := "reused connection", 1
			if apart {
				where = "new connection"
			}
			if b.behavior.unread {
				arrivals = 0
			}
			b.behavior.apart = apart
			behaviors = append(behaviors, Behavior{
				Name: fmt.Sprintf("HTTP1.1, %s: %s", where, b.name), Arrivals: arrivals, Status: b.status, http1: &b.behavior,
			})
		}
	}
	return behaviors
}

func (s *Server) serveHTTP1(conn net.Conn) {
	in := bufio.NewReader(conn)
	for {
		if _, err := in.Peek(1); err != nil {
			return
		}
		behavior := s.behavior.http1
		number := s.begins()
		if behavior.unread && contraryTo(number) {
			cut(conn, behavior.abrupt)
			return
		}
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		if s.arrives(number) {
			_, _ = io.WriteString(conn, behavior.says)
			cut(conn, behavior.abrupt)
			return
		}
		answer := s.answer(body)
		last := ""
		if behavior.apart {
			last = "Connection: close\r\n"
		}
		_, err = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s", last, len(answer), answer)
		if err != nil || behavior.apart {
			return
		}
	}
}
