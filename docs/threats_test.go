package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A namedTest is a test that a row of threats names.
type namedTest struct{ file, name string }

// A threat is a row.
type threat struct {
	what  string
	tests []namedTest
}

var (
	tableRow  = regexp.MustCompile(`(?m)^\| (.+?) \| .* \| (.*) \|$`)
	tableHead = regexp.MustCompile(`(?m)^\|.*\|\n\|(---\|)+\n`)
	testCell  = regexp.MustCompile("^`([^`]+)`: `([^`]+)`$")
)

func threatsIn(t *testing.T, page string) (threats []threat) {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	rows := tableHead.ReplaceAllString(string(text), "")
	require.Equal(t, strings.Count(rows, "\n| "), len(tableRow.FindAllString(rows, -1)), "%s: a line that is no row", page)
	for _, row := range tableRow.FindAllStringSubmatch(rows, -1) {
		one := threat{what: row[1]}
		for cell := range strings.SplitSeq(row[2], "<br>") {
			match := testCell.FindStringSubmatch(cell)
			require.NotNil(t, match, "%s: %s: no test is named by %q", page, one.what, cell)
			one.tests = append(one.tests, namedTest{match[1], match[2]})
		}
		threats = append(threats, one)
	}
	require.NotEmpty(t, threats, page)
	return threats
}

func TestEveryThreatIsHeldByTestsThatExist(t *testing.T) {
	for _, one := range threatsIn(t, "threats.md") {
		t.Run(one.what, func(t *testing.T) {
			for _, test := range one.tests {
				text, err := os.ReadFile(filepath.Join("..", test.file))
				require.NoError(t, err)
				assert.True(t, declarationOf(test).Match(text), "%s has no test that is called %q", test.file, test.name)
			}
		})
	}
}

// declarationOf is where a test begins. One of TypeScript is called by it or describe, with no skip or todo behind these,
// or stands first in a row of a table.
func declarationOf(test namedTest) *regexp.Regexp {
	name := regexp.QuoteMeta(test.name)
	if strings.HasSuffix(test.file, "_test.go") {
		return regexp.MustCompile(`(?m)^func ` + name + `\(`)
	}
	return regexp.MustCompile(`(?m)^\s*(?:(?:it|describe)\(|\[)\s*["'` + "`]" + name + `["'` + "`],")
}

func TestThreatsAreTheSameInChinese(t *testing.T) {
	english, chinese := threatsIn(t, "threats.md"), threatsIn(t, "zh-CN/threats.md")
	require.Len(t, chinese, len(english))
	for i, one := range english {
		assert.Equal(t, one.tests, chinese[i].tests, one.what)
	}
}

func TestSecurityHasTheSameSectionsAndRowsInChinese(t *testing.T) {
	shape := func(page string) (shape []string) {
		text, err := os.ReadFile("../" + page)
		require.NoError(t, err)
		for line := range strings.SplitSeq(string(text), "\n") {
			if begin := regexp.MustCompile(`^(#+ |\| |- \*\*)`).FindString(line); begin != "" {
				shape = append(shape, begin)
			}
		}
		return shape
	}
	assert.Equal(t, shape("SECURITY.md"), shape("SECURITY.zh-CN.md"))
}
