//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// batchRequest is what the arguments of batch come to.
type batchRequest struct {
	calls   []core.BatchCall
	raw     []bool
	options core.BatchOptions
	signal  signal
	// own are the signals of the batch and of single calls, each with the context it ends.
	own []ownSignal
}

type ownSignal struct {
	signal  signal
	context core.Context
	stop    func()
}

// batch implements client.batch(calls, options).
func batch(id uint32, args []js.Value) js.Value {
	client := clients[id]
	if client == nil {
		return rejected(errClosed)
	}
	b, err := readBatch(argument(args, 0), argument(args, 1))
	if err != nil {
		return rejected(err)
	}
	ctx := b.contextOf(b.signal)
	if ctx == nil {
		ctx = scope.Background()
	}
	return settle(func() (js.Value, error) {
		defer b.stop()
		results, err := client.Batch(ctx, b.calls, b.options)
		if err != nil {
			return js.Undefined(), err
		}
		return b.outcome(results)
	})
}

func (b *batchRequest) stop() {
	for _, own := range b.own {
		own.stop()
	}
}

func readBatch(given, options js.Value) (*batchRequest, error) {
	b := &batchRequest{}
	b.options.Size = core.MaxBatch
	var calls array
	if err := readInto(&calls, given, "calls"); err != nil {
		return nil, err
	}
	if err := objectOf(options, "options"); err != nil {
		return nil, err
	}
	err := readOptions(options, "", "is no option of batch",
		option{"batchSize", &b.options.Size}, option{"settled", &b.options.Settled}, option{"signal", &b.signal})
	if err == nil && b.options.Size == 0 {
		err = invalid("batchSize", "must be at least 1")
	}
	if err != nil {
		return nil, err
	}
	for i, item := range calls {
		call, err := b.readCall(item)
		if err != nil {
			if f := core.FaultOf(err); f != nil {
				f.Argument = index("calls", i) + "." + f.Argument
			}
			if !b.options.Settled {
				b.stop()
				return nil, err
			}
			call = core.BatchCall{Err: err}
			b.raw = append(b.raw, false)
		}
		b.calls = append(b.calls, call)
	}
	return b, nil
}

// readCall reads one { call, args, options }.
func (b *batchRequest) readCall(v js.Value) (core.BatchCall, error) {
	if !isObject(v) {
		return core.BatchCall{}, invalid("call", "is needed: an object with call, args and options")
	}
	var name string
	var args array
	var options js.Value
	err := readOptions(v, "", "is no part of a call", option{"call", &name}, option{"args", &args}, option{"options", &options})
	if err != nil {
		return core.BatchCall{}, err
	}
	if core.Params(name) == nil {
		return core.BatchCall{}, invalid("call", "there is no call of that name")
	}
	positional := 0
	for _, p := range core.Params(name) {
		if p.Positional {
			positional++
		}
	}
	if len(args) > positional {
		return core.BatchCall{}, inCall(invalid("args", "holds more than "+name+" takes; options go into options"), name)
	}
	for len(args) < positional {
		args = append(args, js.Undefined())
	}
	call, own, err := readCall(name, append(args, options), nil)
	if err != nil {
		return core.BatchCall{}, err
	}
	b.raw = append(b.raw, own.raw)
	return core.BatchCall{Call: call, Options: own.core, Context: b.contextOf(own.signal)}, nil
}

// contextOf returns one context for each signal, so that calls that share it can share a request.
func (b *batchRequest) contextOf(signal signal) core.Context {
	if js.Value(signal).IsUndefined() {
		return nil
	}
	for _, own := range b.own {
		if js.Value(own.signal).Equal(js.Value(signal)) {
			return own.context
		}
	}
	ctx, stop := contextOf(signal)
	b.own = append(b.own, ownSignal{signal, ctx, stop})
	return ctx
}

// outcome makes the list that batch resolves with.
func (b *batchRequest) outcome(results []core.BatchResult) (js.Value, error) {
	list := construct(arrayClass, number(float64(len(results))))
	for i, result := range results {
		var value js.Value
		err := result.Err
		if err == nil {
			value, err = answerValue(result.Answer, b.raw[i])
		}
		switch {
		case !b.options.Settled && err != nil:
			return js.Undefined(), b.afterWrites(err)
		case !b.options.Settled:
			list.SetIndex(i, value)
		case err != nil:
			list.SetIndex(i, settled("rejected", "reason", errorValue(err)))
		default:
			list.SetIndex(i, settled("fulfilled", "value", value))
		}
	}
	return list, nil
}

// settled is an entry of a settled batch.
func settled(status, field string, value js.Value) js.Value {
	entry := construct(objectClass)
	set(entry, "status", text(status))
	set(entry, field, value)
	return entry
}

// afterWrites says of an unreadable answer that the writes beside it were carried out.
func (b *batchRequest) afterWrites(err error) error {
	if f := core.FaultOf(err); f != nil {
		for _, call := range b.calls {
			f.MaybeSent = f.MaybeSent || call.Call.Writes()
		}
	}
	return err
}
