// Command mutants asks what the tests would notice: it changes the code a little, one change at a time, and names the
// changes with which every test still passes. Gremlins changes the Go code, Stryker the TypeScript.
//
//	mutants [-accepted FILE] [SCOPE ...]
//
// A scope is a name of the list below, a file within one of them, or some lines of a file of TypeScript, to go through it
// in pieces (web/sdk/src/watch.ts:240-270). Each survivor is a test that is missing, or a change that makes no difference;
// the latter are kept in FILE with the reason, and not named again. It works in a copy of the files that git knows or
// would add, so that a run that is stopped leaves nothing behind in the code.
//
// It takes long: for each of the 900 changes of core its tests are built anew, 4 seconds of a processor; a change of the
// TypeScript takes half a second. A change that does not compile counts as noticed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A scope is code that one tool can change in one go.
type scope struct {
	name string
	// mutate are the folders or files whose code is changed.
	mutate []string
	// tests are the test files that are to notice, as a glob below web; Go's follow from the packages.
	tests []string
	run   func(scope) ([]mutant, error)
}

var scopes = []scope{
	{"core", []string{"core"}, nil, gremlins},
	{"internal", []string{"internal/wire", "internal/jsondoc", "internal/scope", "internal/panics"}, nil, gremlins},
	// Without the tests of loading and of realms: they look at the globals, where Stryker has its switches.
	{"sdk", []string{"web/sdk/src"}, []string{
		"sdk/test/{error-classes,int64,message-type,module-*,storage}", "sdk/test/{batch,calls,errors,pages*,watch*}",
	}, stryker},
	{"outbox", []string{"web/app/outbox"}, []string{"app/test/{emptied-storage,entry-list,outbox,page-freeze,send-outcome}*"}, stryker},
	{"gateway", []string{"web/app/gateway"}, []string{"app/test/{gateway,learned-gateway,module-storage,schedule,watch}*"}, stryker},
	{"archive", []string{
		"web/app/archive/ingest.ts", "web/app/archive/ingest-backup.ts", "web/app/archive/history.ts",
		"web/app/archive/history-pieces.ts", "web/app/archive/merge-histories.ts", "web/app/archive/fill.ts",
	}, []string{"app/test/{archive,fill,history,husks,ingest,message-copies,unreadable}*"}, stryker},
	{"window", []string{
		"web/app/thread/window.ts", "web/app/thread/shown-messages.ts", "web/app/thread/thread.ts",
	}, []string{"app/test/{shown-messages,thread,window,husks,inbox-address,end-hold,read-back}*"}, stryker},
	{"model", []string{"web/app/model"}, []string{
		"app/test/{account-id,begun,clean,conversation-list,drafts,fold,kinds,learned-gateway,links,listen,login,medium}*",
		"app/test/{message-order,meta-data,notifier,older-browsers,own-account,pictures,preview,problem,raw,rows,sides}*",
		"app/test/{text-contents,times,traces,whose-news}*",
	}, stryker},
}

func main() {
	acceptedFile := flag.String("accepted", "tools/mutants/accepted.txt", "the survivors that make no difference, with the reasons")
	flag.Usage = func() {
		out := flag.CommandLine.Output()
		fmt.Fprintln(out, "usage: mutants [-accepted FILE] [SCOPE ...], at the root of the project; a scope is a file within one of these, or all of it:")
		for _, s := range scopes {
			fmt.Fprintf(out, "  %-10s%s\n", s.name, strings.Join(s.mutate, " "))
		}
		flag.PrintDefaults()
	}
	flag.Parse()
	chosen, err := choose(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	text, err := os.ReadFile(*acceptedFile)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%v: say with -accepted where it is, or run this at the root of the project, as make mutants does\n", err)
		os.Exit(2)
	}
	accepted := readAccepted(string(text))
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-26s%8s%8s%9s%9s%8s%10s%9s%6s%9s\n", "folder", "mutants", "killed", "ran out", "survived", "no test", "not tried", "score", "new", "minutes")
	left := 0
	for _, s := range chosen {
		fmt.Printf("== %s: %s\n", s.name, strings.Join(s.mutate, " "))
		start := time.Now()
		mutants, err := s.run(s)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		left += report(os.Stdout, &table, mutants, accepted, time.Since(start))
	}
	fmt.Print(table.String())
	if left > 0 {
		fmt.Printf("%d new: write a test for each, or a line with the reason in %s\n", left, *acceptedFile)
		os.Exit(1)
	}
}

// lineRange is how Stryker takes the lines of a file that it is to change.
var lineRange = regexp.MustCompile(`^[0-9]+-[0-9]+$`)

// choose gives the scopes that are named, all without a name.
func choose(names []string) ([]scope, error) {
	if len(names) == 0 {
		return scopes, nil
	}
	var chosen []scope
	for _, name := range names {
		file, lines, inPieces := strings.Cut(name, ":")
		i := slices.IndexFunc(scopes, func(s scope) bool { return !inPieces && s.name == name || s.holds(file) })
		if i < 0 {
			var known []string
			for _, s := range scopes {
				known = append(known, s.name)
			}
			return nil, fmt.Errorf("no scope is called %s; there are: %s, or a file of theirs, or lines of it", name, strings.Join(known, ", "))
		}
		if inPieces && (path.Ext(file) != ".ts" || !lineRange.MatchString(lines)) {
			return nil, fmt.Errorf("%s: lines are given as FIRST-LAST, and of a file of TypeScript", name)
		}
		s := scopes[i]
		if s.name != name {
			s.mutate = []string{name}
		}
		chosen = append(chosen, s)
	}
	return chosen, nil
}

// holds says whether a file or a folder is within the scope.
func (s scope) holds(name string) bool {
	return slices.ContainsFunc(s.mutate, func(m string) bool { return m == name || strings.HasPrefix(name, m+"/") })
}

// folder is what a line of the table stands for.
func (m mutant) folder() string { return path.Dir(m.file) }
