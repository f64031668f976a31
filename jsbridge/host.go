//go:build js && wasm

package jsbridge

import (
	"errors"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// hostOf is the world of a page, a worker or Node: its fetch, clock and random source.
func hostOf(fetch js.Value) core.Host {
	return core.Host{Transport: &transport{fetch: fetch}, Clock: &clock{}, Random: random, DecodeGBK: decodeGBK}
}

// maxRandom is how many bytes a host gives at once.
const maxRandom = 1 << 16

// errNoRandom is the cause of a ModuleError: without chance there is no device and no wait.
var errNoRandom = errors.New("there is no crypto.getRandomValues here")

func random(p []byte) {
	mustRun(func() {
		crypto := global("crypto")
		if kindOf(crypto) != js.TypeObject || !isFunction(get(crypto, "getRandomValues")) {
			panic(errNoRandom)
		}
		bytes := construct(bytesClass, number(float64(min(len(p), maxRandom))))
		for len(p) > 0 {
			callOther(crypto, "getRandomValues", bytes)
			p = p[js.CopyBytesToGo(p, bytes):]
		}
	})
}

// decodeGBK uses the decoder that browsers and Node ship: that of GB 18030, for that of GBK has no four-byte forms in Node.
func decodeGBK(gbk []byte) (utf8 []byte, err error) {
	err = protect(func() error {
		bytes := construct(bytesClass, number(float64(len(gbk))))
		js.CopyBytesToJS(bytes, gbk)
		utf8 = []byte(callOther(construct(global("TextDecoder"), text("gb18030")), "decode", bytes).String())
		return nil
	})
	return utf8, err
}

// storage is the caller's storage option.
type storage struct{ object js.Value }

func storageOf(v js.Value, into *core.Storage) bool {
	*into = &storage{v}
	return kindOf(v) == js.TypeObject && isFunction(get(v, "get")) && isFunction(get(v, "set")) && isFunction(get(v, "delete"))
}

//go:noinline // its code stands in the module once, not at each use
func (s *storage) call(ctx context.Context, method string, args ...js.Value) (value js.Value, err error) {
	err = protect(func() (err error) {
		value, err = await(ctx, callOther(s.object, method, args...))
		return err
	})
	return value, err
}

func (s *storage) Get(ctx context.Context, key string) (string, error) {
	value, err := s.call(ctx, "get", text(key))
	if err != nil || kindOf(value) != js.TypeString {
		return "", err
	}
	return value.String(), nil
}

func (s *storage) Set(ctx context.Context, key, value string) error {
	_, err := s.call(ctx, "set", text(key), text(value))
	return err
}

func (s *storage) Delete(ctx context.Context, key string) error {
	_, err := s.call(ctx, "delete", text(key))
	return err
}

// eventHandler calls the caller's onEvent. What it throws is reported as an
// uncaught error of the page, for the call it is about has nothing to do with it.
func eventHandler(handler js.Value) func(context.Context, core.Event) {
	return func(_ context.Context, e core.Event) {
		err := protect(func() error {
			event := construct(objectClass)
			set(event, "call", text(e.Call))
			for _, field := range [...]struct {
				name   string
				number int64
			}{{"attempt", int64(e.Attempt)}, {"status", int64(e.Status)}, {"code", e.Code}, {"bytesOut", int64(e.BytesOut)}, {"bytesIn", int64(e.BytesIn)}, {"problems", int64(e.Problems)}} {
				set(event, field.name, int64Value(field.number))
			}
			set(event, "ms", number(float64(e.Elapsed)/float64(time.Millisecond)))
			if e.Err != nil {
				name := core.NameOf(e.Err)
				if name == "" {
					name = "aborted"
				}
				set(event, "error", text(name))
			}
			if e.TraceID != "" {
				set(event, "traceId", text(e.TraceID))
			}
			if e.MaybeSent {
				set(event, "maybeSent", js.ValueOf(true))
			}
			invoke(handler, event)
			return nil
		})
		if err != nil {
			reportUncaught(errorValue(err))
		}
	}
}
