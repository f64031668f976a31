// Command cmd prints the size of a module against its budget and fails above it:
//
//	go run ./internal/modulesize/cmd [-budget 1.40] [-json] MODULE [GO BUILD FLAGS]
//	go run ./internal/modulesize/cmd -empty FILE -- [GO BUILD FLAGS]
//
// With -json it prints the sizes and what each package costs, and leaves the verdict to who reads it. With -empty it
// builds the empty program alone.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"qqmusicpm/internal/modulesize"
)

func main() {
	budget := flag.Float64("budget", 1.40, "largest brotli `ratio` to an empty Go program")
	asJSON := flag.Bool("json", false, "print JSON, with what each package costs")
	emptyFile := flag.String("empty", "", "build the empty program as this `file`, and nothing else")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: modulesize [-budget RATIO] [-json] [-empty FILE | MODULE] [GO BUILD FLAGS]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if *emptyFile != "" {
		empty, err := modulesize.BuildEmpty(flag.Args())
		if err == nil {
			err = os.WriteFile(*emptyFile, empty, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
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
	if *asJSON {
		if err := printJSON(report, flag.Args()[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	fmt.Println(report)
	if !report.Within() {
		os.Exit(1)
	}
}

// printJSON adds what each package costs. It runs at the root of the project.
func printJSON(report modulesize.Report, flags []string) error {
	packages, err := modulesize.Attribute(".", "./wasm", flags)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(struct {
		modulesize.Report
		Packages []modulesize.Share `json:"packages"`
	}{report, packages})
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
