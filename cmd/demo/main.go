// Demo serves the built site on this machine, with the gateway simulator behind
// it, with a relay to the real service, or with a recording of one:
//
//	demo [-addr 127.0.0.1:8787] [-site dist/site] [-contrary refuse20.9,bareSession] [-sends sends.jsonl]
//	demo [-addr 127.0.0.1:8787] [-site dist/site] -upstream https://u.y.qq.com [-record traffic.jsonl]
//	demo [-addr 127.0.0.1:8787] [-site dist/site] -replay traffic.jsonl
//
// -record writes what the relay passes on into a file, with everything personal
// replaced, and -replay plays such a file in the place of the simulator.
//
// -sends lets the simulator tell of each message that is sent, by its client
// key, so that what a client sends can be counted.
//
// The site is the folder site beside the program if there is one, as in the
// archives of a release, and else dist/site.
//
// The environment variable PORT sets the port when -addr is not given.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/siteserver"
)

const (
	defaultAddr  = "127.0.0.1:8787"
	shutdownWait = 5 * time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv("PORT"), os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// options are the flags of the command.
type options struct {
	addr, site, upstream string
	record, replay       string
	sends                string
	contrary             gateway.Contrary
	quiet                bool
}

func parseOptions(args []string, port string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: demo [FLAGS]: serves the built site on this machine, with the simulator of the gateway behind it, a relay to the real one (-upstream) or a recording (-replay)")
		flags.PrintDefaults()
	}
	flags.StringVar(&o.addr, "addr", defaultAddr, "loopback `address` to listen on; the environment variable PORT sets the port when this is not given")
	flags.StringVar(&o.site, "site", defaultSite(os.Executable()), "`folder` of static files")
	flags.StringVar(&o.upstream, "upstream", "", "relay to this `origin`, such as https://u.y.qq.com, instead of the simulator")
	flags.StringVar(&o.record, "record", "", "write what the relay passes on into a new `file` as JSON Lines: ids, names, texts, times and addresses are replaced, keys removed; look at it before you share it")
	flags.StringVar(&o.replay, "replay", "", "play a `file` that -record made, instead of the simulator")
	flags.Func("contrary", "what the simulator does otherwise than believed of the real gateway, `switches` such as refuse20.9=2001,bareSession: "+gateway.ContraryHelp(), func(list string) (err error) {
		o.contrary, err = gateway.ParseContrary(list)
		return err
	})
	flags.StringVar(&o.sends, "sends", "", "let the simulator append to a `file`, as JSON Lines, each step of each message that is sent, by its client key")
	flags.BoolVar(&o.quiet, "quiet", false, "log no requests")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if err := o.check(); err != nil {
		return o, err
	}
	given := false
	flags.Visit(func(f *flag.Flag) { given = given || f.Name == "addr" })
	if port != "" && !given {
		o.addr = net.JoinHostPort("127.0.0.1", port)
	}
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return o, fmt.Errorf("-addr %s: is not host:port", o.addr)
	}
	if !siteserver.IsLoopback(host) {
		return o, fmt.Errorf("-addr %s: only a loopback address such as 127.0.0.1 is allowed, since anyone who reaches the server could use it", o.addr)
	}
	return o, nil
}

// defaultSite is where the site is when nobody says it, given where the program is.
func defaultSite(program string, err error) string {
	beside := filepath.Join(filepath.Dir(program), "site")
	if _, missing := os.Stat(filepath.Join(beside, "index.html")); err == nil && missing == nil {
		return beside
	}
	return filepath.FromSlash("dist/site")
}

// check refuses flags that do not go together.
func (o options) check() error {
	contrary := o.contrary != (gateway.Contrary{})
	switch {
	case o.replay != "" && o.record != "":
		return errors.New("-replay plays a recording and makes none: leave out -record")
	case o.replay != "" && o.upstream != "":
		return errors.New("-replay plays a file in the place of the service: leave out -upstream")
	case o.replay != "" && contrary:
		return errors.New("-contrary is for the simulator: leave out -replay")
	case o.record != "" && o.upstream == "":
		return errors.New("-record writes what a relay passes on: say with -upstream where to, such as https://u.y.qq.com")
	case o.sends != "" && (o.upstream != "" || o.replay != ""):
		return errors.New("-sends is for the simulator: leave out -upstream and -replay")
	case o.upstream != "" && contrary:
		return errors.New("-contrary is for the simulator: leave out -upstream")
	}
	return nil
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, port string, stdout, stderr io.Writer) error {
	o, err := parseOptions(args, port, stderr)
	if err != nil {
		return err
	}
	config := siteserver.Config{Site: o.site}
	about, end, err := o.choose(&config, stderr)
	if err != nil {
		return err
	}
	defer end()
	handler := siteserver.New(config)
	if !o.quiet {
		handler = siteserver.LogRequests(handler, stderr)
	}
	if _, err := os.Stat(filepath.Join(o.site, "index.html")); err != nil {
		fmt.Fprintf(stderr, "demo: there is no index.html in %s: serving the gateway alone; make build makes the site\n", o.site)
	}
	listener, err := listen(o.addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "http://%s/ %s\n", listener.Addr(), about)
	return serve(ctx, listener, handler)
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, unusable(addr, err)
	}
	return listener, nil
}

// unusable says what to do when an address cannot be listened on.
func unusable(addr string, err error) error {
	const another = "choose another port with PORT=8788"
	var badPort *net.AddrError
	var unknownPort *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is in use: stop what listens there, or %s", addr, another)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%s is not for every user, as ports below 1024 are on many systems: %s", addr, another)
	case errors.As(err, &badPort), errors.As(err, &unknownPort):
		return fmt.Errorf("%s has no port from 0 to 65535: %s", addr, another)
	}
	return err
}

func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	bound, cancel := context.WithTimeout(context.Background(), shutdownWait)
	defer cancel()
	if err := server.Shutdown(bound); err != nil {
		return server.Close() // a request that does not end is cut
	}
	<-ended
	return nil
}
