package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

const changelogFile = "CHANGELOG.md"

var dated = regexp.MustCompile(`^ (?:-|–) (\S+)$`)

// released finds the section of a version in the changelog and gives its date. What is made of the release has that time:
// whenever it is made again, it is the same.
func released(changelog, version string) (time.Time, error) {
	heading := "## " + version
	lines := strings.Split(changelog, "\n")
	for i, line := range lines {
		rest, found := strings.CutPrefix(line, heading)
		if !found || rest != "" && rest[0] != ' ' {
			continue
		}
		match := dated.FindStringSubmatch(rest)
		if match == nil {
			return time.Time{}, fmt.Errorf("%s:%d: %q has no date: write it as %q", changelogFile, i+1, line, heading+" - 2026-01-31")
		}
		date, err := time.Parse(time.DateOnly, match[1])
		if err != nil {
			return time.Time{}, fmt.Errorf("%s:%d: %s is no date: write it as 2026-01-31", changelogFile, i+1, match[1])
		}
		for _, below := range lines[i+1:] {
			if strings.HasPrefix(below, "## ") {
				break
			}
			if strings.HasPrefix(below, "- ") {
				return date, nil
			}
		}
		return time.Time{}, fmt.Errorf("%s:%d: the section of %s lists nothing: say what changed, or release nothing", changelogFile, i+1, version)
	}
	return time.Time{}, fmt.Errorf("%s has no section for %s: make one of \"## Unreleased\", with the heading %q", changelogFile, version, heading+" - "+time.Now().Format(time.DateOnly))
}
