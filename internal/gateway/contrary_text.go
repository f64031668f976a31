package gateway

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// contrarySwitch is a field of [Contrary].
type contrarySwitch struct {
	name   string
	kind   reflect.Kind // Bool, Int64 or String
	values string       // what it can be, "" for a Bool
}

func contrarySwitches() []contrarySwitch {
	var list []contrarySwitch
	for field := range reflect.TypeFor[Contrary]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		list = append(list, contrarySwitch{name, field.Type.Kind(), field.Tag.Get("values")})
	}
	return list
}

// What the values of a switch are when it names none.
const (
	anyCode  = "<code>"
	anyCount = "<count>"
)

// whenLeftOut is the value of a switch that is named without one, "" when it
// needs one.
func (s contrarySwitch) whenLeftOut() string {
	switch {
	case s.kind == reflect.Bool:
		return "true"
	case s.values == anyCode:
		return strconv.Itoa(codeContrary)
	}
	return ""
}

func (s contrarySwitch) allows(value reflect.Value) bool {
	switch {
	case s.kind == reflect.String:
		return slices.Contains(strings.Split(s.values, "|"), value.String())
	case s.values == anyCount:
		return value.Int() > 0
	}
	return true
}

func (s contrarySwitch) cannotBe(value any) error {
	can := ""
	if s.values != "" {
		can = "; it can be " + s.values
	}
	return fmt.Errorf("switch %s cannot be %q%s", s.name, fmt.Sprint(value), can)
}

// ContraryHelp names all switches and their values, for the help of a command.
func ContraryHelp() string {
	var items []string
	for _, s := range contrarySwitches() {
		if s.values != "" {
			s.name += "=" + s.values
		}
		items = append(items, s.name)
	}
	return strings.Join(items, ", ")
}

// ParseContrary reads switches as a flag has them: names, with commas between,
// and the value of those that have one; a code that is left out is 10007:
// "refuse20.9=2001,bareSession,times=ms".
func ParseContrary(list string) (Contrary, error) {
	var c Contrary
	switches, fields := contrarySwitches(), reflect.ValueOf(&c).Elem()
	for item := range strings.SplitSeq(list, ",") {
		name, value, given := strings.Cut(strings.TrimSpace(item), "=")
		i := slices.IndexFunc(switches, func(s contrarySwitch) bool { return s.name == name })
		if i < 0 {
			return Contrary{}, fmt.Errorf("no switch %q; there are %s", name, ContraryHelp())
		}
		if !given {
			value = switches[i].whenLeftOut()
		}
		field := fields.Field(i)
		if switches[i].kind == reflect.String {
			field.SetString(value)
		} else if json.Unmarshal([]byte(value), field.Addr().Interface()) != nil {
			return Contrary{}, switches[i].cannotBe(value)
		}
		if field.IsZero() {
			return Contrary{}, switches[i].cannotBe(value)
		}
	}
	if err := c.Check(); err != nil {
		return Contrary{}, err
	}
	return c, nil
}

// Check returns an error that names the first switch whose value is none of
// those that it can have, and these; nil when all are good.
func (c Contrary) Check() error {
	fields := reflect.ValueOf(c)
	for i, s := range contrarySwitches() {
		if field := fields.Field(i); !field.IsZero() && !s.allows(field) {
			return s.cannotBe(field)
		}
	}
	return nil
}

// String returns the switches as [ParseContrary] reads them.
func (c Contrary) String() string {
	var items []string
	fields := reflect.ValueOf(c)
	for i, s := range contrarySwitches() {
		switch field := fields.Field(i); {
		case field.IsZero():
		case s.kind == reflect.Bool:
			items = append(items, s.name)
		default:
			items = append(items, fmt.Sprintf("%s=%v", s.name, field))
		}
	}
	return strings.Join(items, ",")
}
