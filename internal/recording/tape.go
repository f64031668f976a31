package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// recorded is a line of a file.
type recorded struct {
	Request       json.RawMessage   `json:"request"`
	Status        int               `json:"status"`
	Headers       map[string]string `json:"headers"`
	Response      json.RawMessage   `json:"response"`
	ResponseBody  *body             `json:"responseBody"`
	ByteOrderMark bool              `json:"byteOrderMark"`
	Charset       string            `json:"charset"`
}

// body is what a line has of a body that was no JSON.
type body struct {
	Kind  string `json:"kind"`
	Bytes int64  `json:"bytes"`
}

// largestBody is how long a made-up body can be, 8 MiB.
const largestBody = 8 << 20

// readLines reads the lines of a file. The last may be cut: the program that wrote it was.
func readLines(in io.Reader) ([]*recorded, error) {
	reader := bufio.NewReader(in)
	var lines []*recorded
	for number := 1; ; number++ {
		text, err := reader.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		whole := err == nil
		if len(bytes.TrimSpace(text)) > 0 {
			line := &recorded{}
			if err := json.Unmarshal(text, line); err == nil && line.Status >= 200 && line.Status < 1000 {
				lines = append(lines, line)
			} else if whole {
				return nil, fmt.Errorf("line %d is no recorded exchange", number)
			}
		}
		if !whole {
			return lines, nil
		}
	}
}

// member is a member of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// membersOf reads an object in its order, nil for anything else.
func membersOf(text json.RawMessage) []member {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil
	}
	members := []member{}
	for decoder.More() {
		name, err := decoder.Token()
		m := member{}
		if m.name, _ = name.(string); err != nil || decoder.Decode(&m.value) != nil {
			return nil
		}
		members = append(members, m)
	}
	return members
}

// memberOf returns the last member of that name, nil when there is none.
func memberOf(members []member, name string) json.RawMessage {
	for _, m := range slices.Backward(members) {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// call is a call of a request.
type call struct {
	// name is its place in the request, such as req_0.
	name string
	// title is module and method, as people read it.
	title string
	// key is the same for calls that ask for the same.
	key string
}

// Volatile parameters differ each time: they are the client's own key and clock.
var volatileParams = []string{"client_key", "update_time"}

// sessionTitle is the call that asks for a session of the device, which has the device in its parameters.
const sessionTitle = "music.getSession.session.GetSession"

// callsOf lists the calls of a request in their order.
func callsOf(request json.RawMessage) []call {
	var calls []call
	for _, m := range membersOf(request) {
		if !callName.MatchString(m.name) {
			continue
		}
		var asked struct {
			Module string          `json:"module"`
			Method string          `json:"method"`
			Param  json.RawMessage `json:"param"`
		}
		if json.Unmarshal(m.value, &asked) != nil {
			continue
		}
		c := call{name: m.name, title: asked.Module + "." + asked.Method}
		c.key = c.title
		if c.title != sessionTitle {
			c.key += " " + canonical(asked.Param)
		}
		calls = append(calls, c)
	}
	return calls
}

// canonical writes parameters so that equal ones are the same text.
func canonical(param json.RawMessage) string {
	decoder := json.NewDecoder(bytes.NewReader(param))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return string(param)
	}
	if object, ok := value.(map[string]any); ok {
		for _, name := range volatileParams {
			delete(object, name)
		}
	}
	text, err := json.Marshal(value) // which sorts the names
	if err != nil {
		return string(param)
	}
	return string(text)
}
