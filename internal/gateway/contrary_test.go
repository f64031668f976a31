package gateway

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// contrarily is play with switches.
func contrarily(t *testing.T, contrary Contrary) (*Gateway, *client) {
	t.Helper()
	g, c := play(t)
	g.SetContrary(contrary)
	return g, c
}

// answers are what a request is answered with: the outer code, and those of
// its calls.
type answers struct {
	outer    int64
	children []int64
}

func TestContraryRefuses(t *testing.T) {
	session209 := req(moduleSession, methodSession, firstSession(2))
	session149 := req(moduleSession, methodSession, firstSession(0))
	welcome := answers{0, []int64{0}}
	refused := func(code int64) answers { return answers{0, []int64{code}} }
	outer := func(code int64) answers { return answers{code, nil} }
	for _, tt := range []struct {
		contrary                           Contrary
		call209, session209, call149, s149 answers
	}{
		{Contrary{}, welcome, welcome, welcome, welcome},
		{Contrary{Refuse209: 2001}, refused(2001), refused(2001), welcome, welcome},
		{Contrary{Refuse149: 1000}, welcome, welcome, refused(1000), refused(1000)},
		{Contrary{RefuseSession: 2000}, welcome, refused(2000), welcome, refused(2000)},
		{Contrary{Refuse209: 7, RefuseSession: 8}, refused(7), refused(7), welcome, refused(8)},
		{Contrary{Refuse209: 7, RefuseSession: 8, RefuseOuter: true}, outer(7), outer(7), welcome, outer(8)},
		{Contrary{RefuseOuter: true}, welcome, welcome, welcome, welcome},
	} {
		t.Run(tt.contrary.String(), func(t *testing.T) {
			_, c := playWith(t, Options{Now: func() time.Time { return noon }, Contrary: tt.contrary})
			ask := func(c *client, call obj) answers {
				_, body := c.post(UnsignedPath, c.body(call))
				got := c.read(body)
				out := answers{outer: got.code}
				for _, child := range got.children {
					out.children = append(out.children, child.code)
				}
				return out
			}
			newer := c.saying(comm209At(noon))
			assert.Equal(t, tt.call209, ask(newer, hintCall))
			assert.Equal(t, tt.session209, ask(newer.as(Account{}), session209))
			assert.Equal(t, tt.call149, ask(c, hintCall))
			assert.Equal(t, tt.s149, ask(c, session149))
		})
	}
	t.Run("every call of a batch, signed or not", func(t *testing.T) {
		g, c := play(t)
		g.SetContrary(Contrary{Refuse149: 9})
		for _, path := range []string{UnsignedPath, SignedPath} {
			_, body := c.post(path, c.body(hintCall, req(moduleRead, "GetMsgDetails", obj{}), req("no", "Method", obj{})))
			for _, child := range c.read(body).children {
				assert.EqualValues(t, 9, child.code)
			}
		}
	})
}

func TestBareSessionHasNeitherUIDNorSID(t *testing.T) {
	g, c := play(t)
	g.SetContrary(Contrary{BareSession: true})
	session, ok := c.ok(moduleSession, methodSession, firstSession(0))["session"].(obj)
	require.True(t, ok)
	assert.NotContains(t, session, "uid")
	assert.NotContains(t, session, "sid")
}

func TestControlContrary(t *testing.T) {
	g, c := playWith(t, Options{Contrary: Contrary{BareSession: true}})
	get := func() string {
		_, body := c.control(http.MethodGet, "contrary", "")
		return body
	}
	assert.JSONEq(t, `{"bareSession":true}`, get())
	status, body := c.control(http.MethodPost, "contrary", `{"refuse20.9":2001,"refuseOuter":true}`)
	require.Equal(t, http.StatusOK, status)
	assert.JSONEq(t, `{"refuse20.9":2001,"refuseOuter":true}`, body)
	assert.JSONEq(t, body, get(), "in the place of those before")
	for refused, says := range map[string]string{`{"refuse21.0":1}`: "refuse21.0", `{"times":"weeks"}`: "ms|us|zero|negative|huge"} {
		status, answer := c.control(http.MethodPost, "contrary", refused)
		assert.Equal(t, http.StatusBadRequest, status)
		assert.Contains(t, answer, says)
	}
	assert.JSONEq(t, body, get(), "those that are refused change nothing")
	c.control(http.MethodDelete, "contrary", "")
	assert.JSONEq(t, `{}`, get())
	g.Reset()
	assert.JSONEq(t, `{"bareSession":true}`, get(), "as it was made")
}
