//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// hostOf is the world of a page, a worker or Node: its fetch, clock and random source.
func hostOf(fetch js.Value) core.Host {
	return core.Host{Transport: transport{fetch}, Clock: clock{}, Random: random, DecodeGBK: decodeGBK}
}

func random(p []byte) {
	bytes := global("Uint8Array").New(len(p))
	global("crypto").Call("getRandomValues", bytes)
	js.CopyBytesToGo(p, bytes)
}

// decodeGBK uses the decoder that browsers and Node ship.
func decodeGBK(text []byte) ([]byte, error) {
	return protect(func() ([]byte, error) {
		bytes := global("Uint8Array").New(len(text))
		js.CopyBytesToJS(bytes, text)
		return []byte(global("TextDecoder").New("gbk").Call("decode", bytes).String()), nil
	})
}

// storage is the caller's storage option.
type storage struct{ object js.Value }

func storageOf(v js.Value) (core.Storage, error) {
	if kindOf(v) == js.TypeObject && isFunction(get(v, "get")) && isFunction(get(v, "set")) && isFunction(get(v, "delete")) {
		return storage{v}, nil
	}
	return nil, invalid("storage", "must be an object with the functions get, set and delete")
}

func (s storage) call(ctx core.Context, method string, args ...any) (js.Value, error) {
	return protect(func() (js.Value, error) { return await(ctx, s.object.Call(method, args...)) })
}

func (s storage) Get(ctx core.Context, key string) (string, error) {
	value, err := s.call(ctx, "get", key)
	if err != nil || kindOf(value) != js.TypeString {
		return "", err
	}
	return value.String(), nil
}

func (s storage) Set(ctx core.Context, key, value string) error {
	_, err := s.call(ctx, "set", key, value)
	return err
}

func (s storage) Delete(ctx core.Context, key string) error {
	_, err := s.call(ctx, "delete", key)
	return err
}

// eventHandler calls the caller's onEvent. What it throws is reported as an
// uncaught error of the page, for the call it is about has nothing to do with it.
func eventHandler(handler js.Value) func(core.Event) {
	return func(e core.Event) {
		_, err := protect(func() (js.Value, error) {
			event := map[string]any{"call": e.Call, "attempt": e.Attempt, "status": e.Status, "code": int64Value(e.Code),
				"ms": float64(e.Elapsed) / float64(scope.Millisecond), "bytesOut": e.BytesOut, "bytesIn": e.BytesIn}
			if e.Error != "" {
				event["error"] = e.Error
			}
			return handler.Invoke(event), nil
		})
		if err != nil {
			reportUncaught(errorValue(err))
		}
	}
}
