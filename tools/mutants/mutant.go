package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// What became of a mutant.
const (
	killed   = "killed"
	timedOut = "ran out of time"
	survived = "survived"
	noTest   = "no test"
	notTried = "not tried"
)

// A mutant is one change of the code, and whether a test noticed it.
type mutant struct {
	file         string
	line, column int
	// change says what was put in place of what, in one line.
	change string
	fate   string
}

// place names a mutant so that it is found again when the code above it has moved: by the text of its line.
func (m mutant) place(line string) string {
	return m.file + " | " + strings.TrimSpace(line) + " | " + m.change
}

// places gives the places of mutants, in order. A change that a line allows several times counts them.
func places(mutants []mutant, lineOf func(file string, line int) string) []string {
	slices.SortFunc(mutants, func(a, b mutant) int {
		return cmp.Or(strings.Compare(a.file, b.file), a.line-b.line, a.column-b.column, strings.Compare(a.change, b.change))
	})
	names := make([]string, len(mutants))
	type occurrence struct {
		line  int
		place string
	}
	seen := map[occurrence]int{}
	for i, m := range mutants {
		place := m.place(lineOf(m.file, m.line))
		here := occurrence{m.line, place}
		seen[here]++
		if seen[here] > 1 {
			place += fmt.Sprintf(" | #%d", seen[here])
		}
		names[i] = place
	}
	return names
}

// readAccepted reads the places with their reasons: a reason is a line that begins with #, and holds for the lines below
// it until the next.
func readAccepted(text string) map[string]string {
	accepted := map[string]string{}
	reason := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if about, ok := strings.CutPrefix(line, "#"); ok {
			reason = strings.TrimSpace(about)
		} else if line != "" {
			accepted[line] = reason
		}
	}
	return accepted
}

// report names the survivors that are not accepted, and what is accepted and does not survive any more; adds the folders
// to the table; and gives the number of the new ones.
func report(out, table io.Writer, mutants []mutant, accepted map[string]string, took time.Duration) int {
	names := places(mutants, lineInFile())
	type count struct {
		all, new int
		by       map[string]int
	}
	counts := map[string]*count{}
	var folders []string
	left := 0
	for i, m := range mutants {
		c := counts[m.folder()]
		if c == nil {
			c = &count{by: map[string]int{}}
			counts[m.folder()] = c
			folders = append(folders, m.folder())
		}
		c.all++
		c.by[m.fate]++
		_, known := accepted[names[i]]
		switch survives := m.fate == survived || m.fate == noTest; {
		case survives && !known:
			c.new++
			left++
			fmt.Fprintf(out, "%s:%d: %s\n\t%s\n", m.file, m.line, m.fate, names[i])
		case !survives && known:
			fmt.Fprintf(out, "%s:%d: accepted, and a test notices it now\n\t%s\n", m.file, m.line, names[i])
		}
	}
	for _, folder := range folders {
		c := counts[folder]
		score := 100 * float64(c.by[killed]+c.by[timedOut]) / float64(max(1, c.all-c.by[notTried]))
		fmt.Fprintf(table, "%-26s%8d%8d%9d%9d%8d%10d%8.1f%%%6d%9.1f\n", folder, c.all, c.by[killed], c.by[timedOut], c.by[survived], c.by[noTest], c.by[notTried], score, c.new, took.Minutes())
	}
	return left
}

// lineInFile gives the lines of files as they are on disk; no line for a file that cannot be read.
func lineInFile() func(file string, line int) string {
	files := map[string][]string{}
	return func(file string, line int) string {
		lines, ok := files[file]
		if !ok {
			text, _ := os.ReadFile(file)
			lines = strings.Split(string(text), "\n")
			files[file] = lines
		}
		if line < 1 || line > len(lines) {
			return ""
		}
		return lines[line-1]
	}
}
