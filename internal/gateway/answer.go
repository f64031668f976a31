package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// answer is a response under construction. Keys are written in the order in
// which calls came.
type answer struct {
	buf bytes.Buffer
	enc *json.Encoder
}

func newAnswer(now time.Time, trace string) *answer {
	a := &answer{}
	a.enc = json.NewEncoder(&a.buf)
	a.enc.SetEscapeHTML(false) // hostile text travels as it is, as from the real service
	fmt.Fprintf(&a.buf, `{"ts":%d,"start_ts":%d,"traceid":%q`, now.UnixMilli(), now.UnixMilli(), trace)
	return a
}

func (a *answer) add(i int, data any, err *refusal) {
	code := int64(0)
	if err != nil {
		code, data = err.code, err.body()
	}
	fmt.Fprintf(&a.buf, `,"req_%d":{"code":%d,"data":`, i, code)
	a.encode(data)
	a.buf.WriteByte('}')
}

// addText adds a call's answer whose data is JSON text as it stands, or anything
// else that a fault wants; "" leaves data out.
func (a *answer) addText(i int, code int64, data string) {
	fmt.Fprintf(&a.buf, `,"req_%d":{"code":%d`, i, code)
	if data != "" {
		a.buf.WriteString(`,"data":` + data)
	}
	a.buf.WriteByte('}')
}

func (a *answer) encode(v any) {
	if err := a.enc.Encode(v); err != nil {
		panic(err) // only a type of this package that cannot be JSON gets here
	}
	a.buf.Truncate(a.buf.Len() - 1) // the encoder's line end
}

func (a *answer) finish() []byte {
	a.buf.WriteString(`,"code":0}`)
	return a.buf.Bytes()
}

func (a *answer) refuse(r refusal) []byte {
	fmt.Fprintf(&a.buf, `,"code":%d,"msg":`, r.code)
	a.encode(r.msg)
	a.buf.WriteByte('}')
	return a.buf.Bytes()
}
