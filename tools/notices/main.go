// Command notices collects the licences of what others wrote and is linked or bundled; -h says how it is called.
//
// GOOS and GOARCH say what the program is built for, as for go build.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

const usage = `usage: notices list [BUILD FLAGS] PACKAGE    prints the licences that a Go program links, as JSON
       notices write FILE.json ...           prints the text that goes with a product, of such lists and of Vite's`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help"):
		fmt.Println(usage)
		return nil
	case len(args) > 1 && args[0] == "list":
		licenses, err := linked(args[1:])
		if err != nil {
			return err
		}
		list := json.NewEncoder(os.Stdout)
		list.SetEscapeHTML(false)
		list.SetIndent("", "  ")
		return list.Encode(licenses)
	case len(args) > 1 && args[0] == "write":
		licenses, err := readLists(args[1:])
		if err != nil {
			return err
		}
		_, err = os.Stdout.WriteString(text(licenses))
		return err
	}
	return errors.New("neither list with a package nor write with files was asked for\n" + usage)
}
