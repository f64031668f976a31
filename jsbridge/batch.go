//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// batchRequest is what the arguments of batch come to.
type batchRequest struct {
	calls []core.BatchCall
	raw   []bool
	// wrong are the errors of calls that could not be read, by their place; nil for those of calls.
	wrong   []error
	options core.BatchOptions
	signal  signal
	// own are the signals of the batch and of single calls, each with the context it ends.
	own []ownSignal
}

type ownSignal struct {
	signal  signal
	context context.Context
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
		ctx = context.Background()
	}
	return settle(func() (js.Value, error) {
		defer b.stop()
		answers, err := client.Batch(ctx, b.calls, b.options)
		if err != nil {
			return js.Undefined(), err
		}
		return b.outcome(answers)
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
		} else {
			b.calls = append(b.calls, call)
		}
		b.wrong = append(b.wrong, err)
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
	if wire.Params(name) == nil {
		return core.BatchCall{}, invalid("call", "there is no call of that name")
	}
	positional := 0
	params := wire.Params(name)
	for i := range params {
		if params[i].Positional {
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
	return core.BatchCall{Call: (*core.Call)(call), Options: own.core, Context: b.contextOf(own.signal)}, nil
}

// contextOf returns one context for each signal, so that calls that share it can share a request.
func (b *batchRequest) contextOf(signal signal) context.Context {
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
func (b *batchRequest) outcome(answers []core.Answer) (js.Value, error) {
	list := construct(arrayClass, number(float64(len(b.wrong))))
	next := 0
	for i, err := range b.wrong {
		var value js.Value
		if err == nil {
			if err = answers[next].Err(); err == nil {
				value, err = answerValue(&answers[next], b.raw[next])
			}
			next++
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
