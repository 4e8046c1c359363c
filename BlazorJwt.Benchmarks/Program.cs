using System.Reflection;
using BenchmarkDotNet.Running;
using BlazorJwt.Benchmarks.Tokens;

// Without a subcommand: BenchmarkDotNet's own switches, for example --filter "*" or --list flat.
return args switch
{
    ["token-ratios"] => TokenRatios.Run(),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
    return 0;
}
