module qqmusicpm

go 1.26.0

require github.com/stretchr/testify v1.12.1

require (
	github.com/andybalholm/brotli v1.2.8 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.43.0 // indirect
)
