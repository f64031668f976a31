package contraryserver

import (
	"context"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
)

// NoNames returns a resolver whose name server, on 127.0.0.1, says of every name that there is none such.
func NoNames(t testing.TB) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		message := make([]byte, 1500)
		for {
			n, client, err := server.ReadFrom(message)
			if err != nil {
				return
			}
			message[2] |= 0x80 // an answer
			message[3] = 0x83  // of a server that asks others; there is no such name
			_, _ = server.WriteTo(message[:n], client)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}
