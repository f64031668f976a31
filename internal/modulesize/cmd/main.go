// Command cmd prints the size of a module against its budget and fails above it:
//
//	go run ./internal/modulesize/cmd [-budget 1.40] MODULE [GO BUILD FLAGS]
package main

import (
	"flag"
	"fmt"
	"os"

	"qqmusicpm/internal/modulesize"
)

func main() {
	budget := flag.Float64("budget", 1.40, "largest brotli `ratio` to an empty Go program")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: modulesize [-budget RATIO] MODULE [GO BUILD FLAGS]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	report, err := measure(flag.Arg(0), flag.Args()[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	report.Budget = *budget
	fmt.Println(report)
	if !report.Within() {
		os.Exit(1)
	}
}

// measure works on both programs at once: brotli 11 takes seconds for each.
func measure(module string, flags []string) (report modulesize.Report, err error) {
	failed := make(chan error)
	go func() {
		empty, err := modulesize.BuildEmpty(flags)
		if err == nil {
			report.Empty, err = modulesize.Measure(empty)
		}
		failed <- err
	}()
	data, err := os.ReadFile(module)
	if err == nil {
		report.Module, err = modulesize.Measure(data)
	}
	if other := <-failed; err == nil {
		err = other
	}
	return report, err
}
