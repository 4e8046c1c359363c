using System.Reflection;
using BenchmarkDotNet.Running;

// Without a subcommand: BenchmarkDotNet's own switches, for example --filter "*" or --list flat.
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
