package gateway

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Contrary is what this gateway does otherwise than docs/protocol.md §9
// believes of the real one. Nobody knows which of the beliefs are wrong, so
// each can be turned round by itself. The zero value follows all of them. A
// field is a switch: its JSON name is its name on the control surface and in
// [ParseContrary] too.
type Contrary struct {
	// Refuse209 is the code of every call in dialect 20.9 (belief 9); 0 means
	// that the dialect is welcome.
	Refuse209 int64 `json:"refuse20.9,omitempty"`
	// Refuse149 is the same for dialect 14.9 (belief 9).
	Refuse149 int64 `json:"refuse14.9,omitempty"`
	// RefuseSession is the code of GetSession (belief 10).
	RefuseSession int64 `json:"refuseSession,omitempty"`
	// RefuseOuter answers the codes of the three above for the whole request
	// instead of for each call.
	RefuseOuter bool `json:"refuseOuter,omitempty"`
	// BareSession answers GetSession without uid and sid (belief 10).
	BareSession bool `json:"bareSession,omitempty"`
}

// ContraryNames returns the names of all switches.
func ContraryNames() []string {
	var names []string
	for field := range reflect.TypeFor[Contrary]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// ParseContrary reads switches as a flag has them: names, with commas between,
// and of those that are codes the code too, 10007 when there is none:
// "refuse20.9=2001,bareSession".
func ParseContrary(list string) (Contrary, error) {
	var c Contrary
	names, values := ContraryNames(), reflect.ValueOf(&c).Elem()
	for item := range strings.SplitSeq(list, ",") {
		name, value, given := strings.Cut(strings.TrimSpace(item), "=")
		i := slices.Index(names, name)
		if i < 0 {
			return Contrary{}, fmt.Errorf("no switch %q; there are %s", name, strings.Join(names, ", "))
		}
		field := values.Field(i)
		if !given {
			value = map[reflect.Kind]string{reflect.Bool: "true", reflect.Int64: strconv.Itoa(codeContrary)}[field.Kind()]
		}
		if err := json.Unmarshal([]byte(value), field.Addr().Interface()); err != nil || field.IsZero() {
			return Contrary{}, fmt.Errorf("switch %s cannot be %q", name, value)
		}
	}
	return c, nil
}

// String returns the switches as [ParseContrary] reads them.
func (c Contrary) String() string {
	var items []string
	values := reflect.ValueOf(c)
	for i, name := range ContraryNames() {
		switch field := values.Field(i); {
		case field.IsZero():
		case field.Kind() == reflect.Bool:
			items = append(items, name)
		default:
			items = append(items, fmt.Sprintf("%s=%v", name, field))
		}
	}
	return strings.Join(items, ",")
}

// SetContrary puts c in the place of the switches there are.
func (g *Gateway) SetContrary(c Contrary) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.contrary = c
}

// Contrary returns the switches there are.
func (g *Gateway) Contrary() Contrary {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.contrary
}

// refuses returns the refusal of a call of this method, nil when it is welcome.
func (c Contrary) refuses(d *dialect, method string) *refusal {
	code := map[*dialect]int64{dialect209: c.Refuse209, dialect149: c.Refuse149}[d]
	if code == 0 && method == methodSession {
		code = c.RefuseSession
	}
	if code == 0 {
		return nil
	}
	return refuse(code, "refused, as it was told to")
}

// refusesAll returns the refusal of a whole request, nil when there is none.
func (c Contrary) refusesAll(env envelope) *refusal {
	if !c.RefuseOuter {
		return nil
	}
	for _, call := range env.calls {
		if err := c.refuses(env.comm.dialect(), call.method); err != nil {
			return err
		}
	}
	return nil
}
