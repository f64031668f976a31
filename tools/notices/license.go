package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// A license is that of one thing that others wrote, as Vite lists those of npm packages.
type license struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	Identifier string `json:"identifier,omitempty"`
	Text       string `json:"text,omitempty"`
}

// readLists reads lists of licences into one, in which each stands once.
func readLists(files []string) ([]license, error) {
	found := map[string]license{}
	for _, file := range files {
		bytes, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var list []license
		if err := json.Unmarshal(bytes, &list); err != nil {
			return nil, fmt.Errorf("%s is no list of licences, build it again: %w", file, err)
		}
		for _, l := range list {
			if strings.TrimSpace(l.Text) == "" {
				return nil, fmt.Errorf("%s: %s %s comes without the text of its licence, which its terms want to go along: take another version of it, or another package", file, l.Name, l.Version)
			}
			found[l.Name+" "+l.Version] = l
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b license) int {
		return strings.Compare(a.Name+" "+a.Version, b.Name+" "+b.Version)
	}), nil
}

const rule = "--------------------------------------------------------------------------------"

// text is what stands in THIRD_PARTY_NOTICES.
func text(licenses []license) string {
	var out strings.Builder
	out.WriteString("This holds the following work of others, each under the licence below its name. All the rest is under the licence\nin the file LICENSE.\n")
	for _, l := range licenses {
		fmt.Fprintf(&out, "\n%s\n%s %s", rule, l.Name, l.Version)
		if l.Identifier != "" {
			fmt.Fprintf(&out, " (%s)", l.Identifier)
		}
		fmt.Fprintf(&out, "\n%s\n\n%s\n", rule, strings.TrimSpace(strings.ReplaceAll(l.Text, "\r\n", "\n")))
	}
	return out.String()
}
