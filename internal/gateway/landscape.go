package gateway

import (
	"image"
	"image/color"
	"math"
)

// maxSide is the most pixels of a side of a picture that is drawn.
const maxSide = 2000

// skies are the colours of the upper edge and of the horizon.
var skies = [][2]color.RGBA{
	{{0x17, 0x2a, 0x54, 255}, {0xe8, 0x8f, 0x6a, 255}},
	{{0x3a, 0x7b, 0xc8, 255}, {0xd9, 0xec, 0xf5, 255}},
	{{0x2c, 0x14, 0x4a, 255}, {0xf0, 0x5d, 0x7a, 255}},
	{{0x0e, 0x4d, 0x64, 255}, {0x9f, 0xe0, 0xc8, 255}},
	{{0x8a, 0x4b, 0x1d, 255}, {0xfb, 0xdf, 0x9a, 255}},
}

// drawLandscape draws hills below a sky with a sun, which the seed decides.
func drawLandscape(seed uint32, width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	sky := skies[seed%uint32(len(skies))]
	w, h := float64(width), float64(height)
	sunX, sunY := w*(0.2+0.6*share(seed>>4)), h*(0.2+0.25*share(seed>>9))
	radius := 0.07 * math.Min(w, h) * (1 + share(seed>>14))
	for x := range width {
		var hills [3]float64
		for i := range hills {
			phase := 6.3 * share(seed>>(5*i+3))
			wave := math.Sin(float64(x)/w*(5+3*float64(i))+phase) + 0.4*math.Sin(float64(x)/w*(17+5*float64(i))+2*phase)
			hills[i] = h * (0.55 + 0.14*float64(i) - 0.06*wave)
		}
		for y := range height {
			c := mixed(sky[0], sky[1], float64(y)/h)
			if math.Hypot(float64(x)-sunX, float64(y)-sunY) < radius {
				c = color.RGBA{0xff, 0xf4, 0xd2, 255}
			}
			for i, top := range hills {
				if float64(y) >= top {
					c = mixed(sky[0], color.RGBA{0x0c, 0x18, 0x1c, 255}, 0.35+0.25*float64(i))
				}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// share makes a part of 1 of some bits.
func share(bits uint32) float64 { return float64(bits%32) / 31 }

func mixed(one, other color.RGBA, part float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*part) }
	return color.RGBA{mix(one.R, other.R), mix(one.G, other.G), mix(one.B, other.B), 255}
}
