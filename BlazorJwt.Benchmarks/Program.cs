using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Running;
using BlazorJwt.Benchmarks;
using BlazorJwt.Benchmarks.Pipeline;
using BlazorJwt.Benchmarks.Tokens;

// Without a subcommand: BenchmarkDotNet's own switches, for example --filter "*" or --list flat.
return args switch
{
    ["token-ratios"] => TokenRatios.Run(),
    ["decode"] => DecodeCommand.Run(),
    ["pipeline", .. var rest] => await PipelineCommand.RunAsync(isShort: rest is ["short"]),
    ["serve-pipeline"] => await GuardedServers.ServeAsync(),
    ["first-visit"] => await FirstVisitCommand.RunAsync(),
    ["step-visits"] => await StepVisitsCommand.RunAsync(),
    ["idle-circuits", .. var rest] =>
        await IdleCircuitsCommand.RunAsync(rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 300),
    ["room"] => await RoomCommand.RunAsync(),
    ["circuits", .. var rest] =>
        await CircuitsCommand.RunAsync(rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1000),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
    return 0;
}
