package gateway

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseContrary(t *testing.T) {
	for _, tt := range []struct {
		list  string
		want  Contrary
		again string // "" when it is list
	}{
		{"refuse20.9=2001", Contrary{Refuse209: 2001}, ""},
		{"refuse20.9=-1,refuse14.9=1000,refuseSession=500001,refuseOuter,bareSession", Contrary{Refuse209: -1, Refuse149: 1000, RefuseSession: 500001, RefuseOuter: true, BareSession: true}, ""},
		{"times=ms,sortTimes=huge,sends=later,fromBeginning,husks=showType,keyRequests=3", Contrary{Times: "ms", SortTimes: "huge", Sends: "later", FromBeginning: true, Husks: "showType", KeyRequests: 3}, ""},
		{" bareSession , refuse14.9", Contrary{Refuse149: codeContrary, BareSession: true}, "refuse14.9=10007,bareSession"},
	} {
		got, err := ParseContrary(tt.list)
		require.NoError(t, err, tt.list)
		assert.Equal(t, tt.want, got)
		if tt.again == "" {
			tt.again = tt.list
		}
		assert.Equal(t, tt.again, got.String())
	}
	assert.Empty(t, Contrary{}.String())
	for list, says := range map[string]string{
		"":                     ContraryHelp(),
		"refuse":               `"refuse"`,
		"bareSession,":         `""`,
		"refuse20.9=many":      "refuse20.9",
		"refuse20.9=0":         "refuse20.9",
		"bareSession=1":        "bareSession",
		"refuseOuter=":         "refuseOuter",
		"refuse20.9=1e2":       "refuse20.9",
		"refuseSession=null":   "refuseSession",
		"bareSession=true2":    "bareSession",
		"refuse14.9=1,nobody":  "nobody",
		"times":                "ms|us|zero|negative|huge",
		"times=weeks":          "ms|us|zero|negative|huge",
		"sends=":               "empty|tips|result|updateTime|later|never|refused",
		"husks=state|showType": "state|showType",
		"keyRequests":          "<count>",
		"keyRequests=-1":       "<count>",
	} {
		_, err := ParseContrary(list)
		assert.ErrorContains(t, err, says, list)
	}
}

func TestContraryHelpNamesTheValues(t *testing.T) {
	for _, part := range []string{"oddTypes, ", "sortTimes=ms|us|zero|negative|huge, ", "refuse20.9=<code>, ", "keyRequests=<count>"} {
		assert.Contains(t, ContraryHelp(), part)
	}
}

func TestGatewayDoesNotTakeSwitchesWithUnknownValues(t *testing.T) {
	const says = `switch ownUsers cannot be "all"; it can be encrypted|none`
	unknown := Contrary{OwnUsers: "all"}
	assert.PanicsWithError(t, says, func() { New(Options{Contrary: unknown}) })
	assert.PanicsWithError(t, says, func() { New(Options{}).SetContrary(unknown) })
}
