// Package native has what core needs outside a browser: HTTP by net/http, the
// system's clock and random source, GBK text, and a storage in files.
//
//	client, err := core.NewClient(core.Config{
//		Host:       native.Host(nil),
//		Credential: core.Credential{MusicID: "10001", MusicKey: musicKey},
//	})
package native

import (
	"crypto/rand"
	"net/http"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qqmusicpm/core"
)

// Host returns the world of a Go program. Requests go through client, or
// through one of their own when it is nil; either way they carry no cookies and
// follow no redirect, for their body holds the login.
func Host(client *http.Client) core.Host {
	return core.Host{Transport: newTransport(client), Clock: clock{}, Random: random, DecodeGBK: decodeGBK}
}

type clock struct{}

func (clock) Now() time.Duration { return time.Duration(time.Now().UnixNano()) }

func (clock) AfterFunc(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }

// random fills p from the system's source, which never fails.
func random(p []byte) { _, _ = rand.Read(p) }

// decodeGBK decodes as the "gbk" decoder of browsers does, which is that of GB18030.
func decodeGBK(text []byte) ([]byte, error) {
	return simplifiedchinese.GB18030.NewDecoder().Bytes(text)
}
