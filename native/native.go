// Package native has what core needs outside a browser: HTTP by net/http, the
// system's clock and random source, GBK text, and a storage in files.
//
//	client, err := native.NewClient(core.Credential{MusicID: "10001", MusicKey: musicKey})
package native

import (
	"crypto/rand"
	"net/http"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qqmusicpm/core"
	"qqmusicpm/internal/onepost"
)

// NewClient makes a client of an account. Without changes it is one for the
// real gateway, with the defaults of [core.Config]; each of them changes what it
// does not want as it is. Its error is a *core.InvalidArgumentError.
func NewClient(credential core.Credential, changes ...func(*core.Config)) (*core.Client, error) {
	config := core.Config{Host: Host(nil), Credential: credential}
	for _, change := range changes {
		change(&config)
	}
	return core.NewClient(config)
}

// Host returns the world of a Go program. Requests go through client, or
// through one of their own when it is nil; either way they carry no cookies and
// follow no redirect, for their body holds the login, and net/http sends none of
// them a second time, for it may hold a message. A client whose RoundTripper
// repeats requests by itself is not to be used.
func Host(client *http.Client) core.Host {
	return core.Host{Transport: transport{onepost.Client(client)}, Clock: clock{}, Random: random, DecodeGBK: decodeGBK}
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
