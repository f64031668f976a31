/** What keeps V8 from making machine code, of which a heap has ever more for as long as something new becomes hot. */
export const withoutMachineCode = ["--no-opt", "--no-maglev", "--no-sparkplug"] as const;
