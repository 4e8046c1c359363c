using System.Diagnostics;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>The systemd unit of docs/deploy.md, read by systemd.</summary>
[Trait("needs", "server")]
public sealed partial class SystemdUnitTests
{
    [Fact]
    public async Task The_systemd_unit_is_one()
    {
        const string program = "systemd-analyze";
        Assert.SkipUnless(Child.Exists(program), program + " was not found on this machine.");
        var unit = Unit().Match(Repository.Read("docs/deploy.md")).Groups[1].Value;
        Assert.Contains("RestartSec=", unit, StringComparison.Ordinal);
        Assert.Contains("StartLimitIntervalSec=0", unit, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("blazorjwt-unit-");
        try
        {
            var file = Path.Combine(folder.FullName, "blazorjwt@.service");
            // Where the runtime is on this machine; whether it is there is looked at too.
            var runtime = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Select(path => Path.Combine(path, "dotnet")).First(File.Exists);
            await File.WriteAllTextAsync(file, unit.Replace("/usr/bin/dotnet", runtime, StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            using var verify = Process.Start(Child.Of(program, ["verify", Path.Combine(folder.FullName, "blazorjwt@5081.service")]))!;

            var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await verify.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal((0, ""), (verify.ExitCode, said));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("```ini\\s(\\[Unit\\].*?)```", RegexOptions.Singleline)]
    private static partial Regex Unit();
}
