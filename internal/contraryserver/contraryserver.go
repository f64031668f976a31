// Package contraryserver is an HTTP server for tests of what a client does when
// a request is lost. It answers the first request as a server should; to every
// later one it does what its [Behavior] says, and it counts those that arrived
// whole: a client that sends one of them again is found out.
package contraryserver

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// patience is how many requests a server is contrary to. It answers what comes
// then, so that a client that repeats for ever comes to an end.
const patience = 20

// Behavior is what a server does to the requests after the first.
type Behavior struct {
	// Name says what it does, and over which version of HTTP.
	Name string
	// Arrivals is how often a request arrives whole that is sent once: 0 when the server does not read it.
	Arrivals int
	// Status is what the client is answered, 0 when it gets no answer.
	Status int

	http1 *http1Behavior
	http2 *http2Behavior
}

// Server is a contrary server on 127.0.0.1.
type Server struct {
	// URL is its origin.
	URL string
	// RootCAs has the certificate of a server with HTTP/2.
	RootCAs *x509.CertPool

	behavior Behavior
	answer   func(request []byte) string
	begun    atomic.Int64
	arrived  atomic.Int64

	mu    sync.Mutex
	conns map[net.Conn]bool
}

// Start starts a server that ends with the test. It answers with what answer returns, where it answers at all.
func Start(t testing.TB, behavior Behavior, answer func(request []byte) string) *Server {
	t.Helper()
	s := &Server{behavior: behavior, answer: answer, conns: map[net.Conn]bool{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s.URL = "http://" + listener.Addr().String()
	serve := s.serveHTTP1
	if behavior.http2 != nil {
		s.URL = "https://" + listener.Addr().String()
		config := s.certified()
		serve = func(conn net.Conn) { s.serveHTTP2(conn, config) }
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.keep(conn)
			running.Go(func() {
				defer s.forget(conn)
				serve(conn)
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		s.closeAll()
		running.Wait()
	})
	return s
}

// certified takes the certificate of an httptest server.
func (s *Server) certified() *tls.Config {
	lender := httptest.NewTLSServer(nil)
	defer lender.Close()
	s.RootCAs = x509.NewCertPool()
	s.RootCAs.AddCert(lender.Certificate())
	return &tls.Config{Certificates: lender.TLS.Certificates, NextProtos: []string{"h2"}}
}

// Client returns a client that knows the server's certificate.
func (s *Server) Client(t testing.TB) *http.Client {
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.RootCAs}, ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// Requests returns how many requests after the first began to arrive.
func (s *Server) Requests() int { return int(s.begun.Load()) - 1 }

// Arrivals returns how many of them arrived whole.
func (s *Server) Arrivals() int { return int(s.arrived.Load()) }

// begins counts a request that begins to arrive. It returns 0 for the first one.
func (s *Server) begins() (number int64) { return s.begun.Add(1) - 1 }

// arrives counts a request that arrived whole, unless it is the first, and says whether the server is contrary to it.
func (s *Server) arrives(number int64) (contrary bool) {
	if number > 0 {
		s.arrived.Add(1)
	}
	return contraryTo(number)
}

func contraryTo(number int64) bool { return 0 < number && number <= patience }

func (s *Server) keep(conn net.Conn) {
	s.mu.Lock()
	s.conns[conn] = true
	s.mu.Unlock()
}

func (s *Server) forget(conn net.Conn) {
	s.mu.Lock()
	delete(s.conns, conn)
	s.mu.Unlock()
	_ = conn.Close()
}

func (s *Server) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		_ = conn.Close()
	}
}

// cut ends a connection, by a reset when it is to be abrupt.
func cut(conn net.Conn, abrupt bool) {
	if tcp, ok := conn.(*net.TCPConn); ok && abrupt {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
