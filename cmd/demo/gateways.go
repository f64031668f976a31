package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/recording"
	"qqmusicpm/internal/siteserver"
)

// choose puts into the config what answers the gateway paths: the simulator, a
// relay or a recording. It returns what the line on stdout says of it, and what is to be done at the end.
func (o options) choose(config *siteserver.Config, stderr io.Writer) (about string, end func(), err error) {
	switch {
	case o.replay != "":
		about, err = o.play(config)
		return about, func() {}, err
	case o.upstream != "":
		return o.relay(config, stderr)
	}
	return o.simulate(config)
}

func (o options) simulate(config *siteserver.Config) (about string, end func(), err error) {
	given, end := gateway.Options{Contrary: o.contrary}, func() {}
	if o.sends != "" {
		// What is there stays: a simulator that was killed is started again with the same file.
		file, err := os.OpenFile(o.sends, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return "", nil, fmt.Errorf("-sends: %w", err)
		}
		given.Sends, end = file, func() { _ = file.Close() }
	}
	simulator := gateway.New(given)
	config.Gateway, config.Control = simulator, simulator
	about = "with the simulator, sample accounts " + accountIDs()
	if switches := o.contrary.String(); switches != "" {
		about += ", contrary: " + switches
	}
	return about, end, nil
}

func accountIDs() string {
	var ids []string
	for _, a := range gateway.SampleAccounts() {
		ids = append(ids, a.MusicID)
	}
	return strings.Join(ids, " and ")
}

func (o options) play(config *siteserver.Config) (about string, err error) {
	file, err := os.Open(o.replay)
	if err != nil {
		return "", fmt.Errorf("-replay: %w", err)
	}
	defer func() { _ = file.Close() }()
	player, err := recording.NewPlayer(file)
	if err != nil {
		return "", fmt.Errorf("-replay %s: %w", o.replay, err)
	}
	config.Gateway = player
	about = fmt.Sprintf("playing the %d exchanges of %s: sign in with any key", player.Exchanges(), o.replay)
	if id := player.MusicID(); id != "" {
		about += ", and as " + id + " to have the messages of the one who recorded on your side"
	}
	return about, nil
}

func (o options) relay(config *siteserver.Config, stderr io.Writer) (about string, end func(), err error) {
	relay, err := siteserver.NewRelay(o.upstream)
	if err != nil {
		return "", nil, err
	}
	config.Gateway = relay
	about = "relaying to " + o.upstream
	if o.record == "" {
		return about, relay.Close, nil
	}
	file, err := recording.Create(o.record)
	if err != nil {
		return "", nil, fmt.Errorf("-record: %w", err)
	}
	recorder := recording.NewRecorder(file)
	var once sync.Once
	relay.Record = func(e recording.Exchange) {
		if err := recorder.Record(e); err != nil {
			once.Do(func() { fmt.Fprintf(stderr, "demo: nothing more is recorded: %v\n", err) })
		}
	}
	fmt.Fprintf(stderr, "demo: every request and answer goes into %s, for you alone to read.\n"+
		"demo: keys are removed; ids, names, texts, times and addresses are replaced. Names of fields, codes, counts, types and lengths stay.\n"+
		"demo: look at the file before you share it.\n", o.record)
	return about + ", recording to " + o.record, func() {
		relay.Close()
		info, err := file.Stat()
		_ = file.Close()
		if err == nil && info.Size() == 0 {
			_ = os.Remove(o.record) // nothing was recorded: the next start may use the name
		}
	}, nil
}
