// Command go-program lists conversations with their unread messages.
//
// The login is in the environment: QQMUSIC_MUSICID and QQMUSIC_MUSICKEY.
// QQMUSIC_ENDPOINT is another gateway than the real one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"qqmusicpm/core"
	"qqmusicpm/native"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	config := core.Config{
		Host:       native.Host(nil),
		Endpoint:   os.Getenv("QQMUSIC_ENDPOINT"),
		Credential: core.Credential{MusicID: os.Getenv("QQMUSIC_MUSICID"), MusicKey: os.Getenv("QQMUSIC_MUSICKEY")},
	}
	if err := list(ctx, os.Stdout, config); err != nil {
		fmt.Fprintln(os.Stderr, advice(err))
		stop()
		os.Exit(1)
	}
}

// list writes a line for each conversation, and their number.
func list(ctx context.Context, out io.Writer, config core.Config) error {
	client, err := core.NewClient(config)
	if err != nil {
		return err
	}
	defer client.Close()

	conversations, unread := 0, int64(0)
	for page, err := range client.SessionPages(ctx, core.GetSessionsParams{}) {
		if err != nil {
			return err
		}
		for _, session := range page.Sessions {
			name := session.SessionID
			if session.User != nil {
				name = session.User.Nick
			}
			// Names are written by other people: %q keeps what they put in away from the terminal.
			fmt.Fprintf(out, "%4d %q\n", session.NewMsgCnt, name)
			conversations++
			unread += session.NewMsgCnt
		}
	}
	_, err = fmt.Fprintf(out, "%d conversations, %d unread messages\n", conversations, unread)
	return err
}

// advice says what to do about an error.
func advice(err error) string {
	var missing *core.CredentialInvalidError
	var expired *core.CredentialExpiredError
	switch {
	case errors.As(err, &missing):
		return "Set QQMUSIC_MUSICID and QQMUSIC_MUSICKEY to your login."
	case errors.As(err, &expired):
		return "The login has expired: sign in again."
	}
	return err.Error()
}
