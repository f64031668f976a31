package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inEnglishOnly is the specification of the protocol.
const inEnglishOnly = "protocol.md"

// inBoth are the pages of the root that have to be there in Chinese as soon as they are there at all.
var inBoth = []string{"README.md", "SECURITY.md", "CONTRIBUTING.md"}

var (
	heading = regexp.MustCompile(`^(#{1,6}) \S`)
	opening = regexp.MustCompile("^```(.*)$")
)

// outlineOf gives what a page has to have in common with itself in another
// language: the level of each heading, and each block of code, in their order.
func outlineOf(t *testing.T, text string) []string {
	t.Helper()
	var outline []string
	block := ""
	for line := range strings.Lines(text) {
		isFence := opening.MatchString(strings.TrimSuffix(line, "\n"))
		switch {
		case block == "" && isFence:
			block = line
		case isFence:
			outline = append(outline, block+line)
			block = ""
		case block != "":
			block += line
		case heading.MatchString(line):
			outline = append(outline, heading.FindStringSubmatch(line)[1])
		}
	}
	require.Empty(t, block, "a block is left open")
	return outline
}

func TestOutline(t *testing.T) {
	page := "# A\n\ntext\n\n```sh\n# no heading\n```\n\n## B\n"
	for name, test := range map[string]struct {
		text string
		same bool
	}{
		"other words":         {"# 甲\n\n正文\n\n```sh\n# no heading\n```\n\n## 乙\n", true},
		"a heading less":      {"# 甲\n\n```sh\n# no heading\n```\n", false},
		"another level":       {"# 甲\n\n```sh\n# no heading\n```\n\n### 乙\n", false},
		"other code":          {"# 甲\n\n```sh\n# 不是标题\n```\n\n## 乙\n", false},
		"another language":    {"# 甲\n\n```js\n# no heading\n```\n\n## 乙\n", false},
		"code at other place": {"# 甲\n\n## 乙\n\n```sh\n# no heading\n```\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.same, slices.Equal(outlineOf(t, page), outlineOf(t, test.text)))
		})
	}
}

// chineseOf gives the path that a page has in Chinese, and whether it is one that is to be there in both languages.
func chineseOf(path string) (string, bool) {
	folder, name := filepath.Split(path)
	switch {
	case folder == "docs/":
		return folder + "zh-CN/" + name, name != inEnglishOnly
	case name == "en.md":
		return folder + "zh-CN.md", true
	case folder == "":
		return strings.TrimSuffix(name, ".md") + ".zh-CN.md", slices.Contains(inBoth, name)
	}
	return "", false
}

// pages gives the paths of all Markdown files of the project.
func pages(t *testing.T) []string {
	t.Helper()
	notOurs := []string{".git", "bin", "dist", "node_modules", "test-results"}
	var found []string
	require.NoError(t, fs.WalkDir(os.DirFS(".."), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && slices.Contains(notOurs, entry.Name()) {
			return fs.SkipDir
		}
		if filepath.Ext(path) == ".md" {
			found = append(found, path)
		}
		return err
	}))
	return found
}

func TestBothLanguagesAreInStep(t *testing.T) {
	all := pages(t)
	read := func(t *testing.T, path string) string {
		text, err := os.ReadFile(filepath.Join("..", path))
		require.NoError(t, err)
		return string(text)
	}
	var translations []string
	for _, path := range all {
		chinese, both := chineseOf(path)
		if !both {
			continue
		}
		translations = append(translations, chinese)
		t.Run(path, func(t *testing.T) {
			assert.Equal(t, outlineOf(t, read(t, path)), outlineOf(t, read(t, chinese)), chinese)
		})
	}
	t.Run("no page is there in Chinese alone", func(t *testing.T) {
		inChinese := slices.DeleteFunc(all, func(path string) bool { return !strings.Contains(path, "zh-CN") })
		assert.ElementsMatch(t, translations, inChinese)
	})
}
