package recording_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/recording"
)

// valuesAt lists the values under a name, in the order of the text, wherever they stand.
func valuesAt(t *testing.T, text []byte, name string) (values []string) {
	t.Helper()
	for _, found := range regexp.MustCompile(`"`+name+`":"?([^",}]*)`).FindAllSubmatch(text, -1) {
		values = append(values, string(found[1]))
	}
	return values
}

func TestIDsStayTheSameEverywhere(t *testing.T) {
	s := record(t)
	given := map[string]string{}
	back := map[string]string{}
	seen := 0
	var texts []string
	for text := range strings.Lines(s.file) {
		texts = append(texts, text)
	}
	for i, original := range s.originals {
		if !json.Valid(original.response) || !strings.Contains(texts[i], `"response":`) || strings.Contains(texts[i], `"charset":`) {
			continue
		}
		both := slices.Concat(original.request, original.response)
		for _, names := range []string{`(?:session_id|SessionID)`, `(?:id|last_id|msg_id)`, `(?:uin|user_id)`, `(?:encrypt_uin|encUin)`, `client_key`, `biz_id`} {
			was, is := valuesAt(t, both, names), valuesAt(t, []byte(texts[i]), names)
			require.Equal(t, len(was), len(is), names)
			for k := range was {
				if was[k] == "" {
					continue
				}
				seen++
				if known, ok := given[was[k]]; ok {
					assert.Equal(t, known, is[k])
				}
				if known, ok := back[is[k]]; ok {
					assert.Equal(t, known, was[k], "two became one")
				}
				given[was[k]], back[is[k]] = is[k], was[k]
			}
		}
	}
	assert.Greater(t, seen, 1000)
	assert.Greater(t, len(given), 100)
}

func TestManySmallIDsNeverBecomeOne(t *testing.T) {
	a := recording.NewAnonymizer(5)
	seen := map[string]string{}
	for i := range 3000 {
		for _, id := range []string{fmt.Sprint(10000 + i), fmt.Sprintf("%d_4_%d", i%50, i), fmt.Sprintf("a%x", i)} {
			replaced := a.ID(id)
			if known, ok := seen[replaced]; ok {
				require.Equal(t, known, id, "%s", replaced)
			}
			seen[replaced] = id
		}
	}
	assert.Equal(t, a.ID("12345")+"_x-"[:1]+a.ID("67890"), a.ID("12345_67890"), "piece by piece")
	assert.Regexp(t, regexp.MustCompile(`^[0-9a-f]{32}$`), a.ID("9d67351415d09266442a074f11916c3f"))
	assert.Regexp(t, regexp.MustCompile(`^00[1-9][0-9]{4}$`), a.ID("0012345"))
}
