using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>What the tests start does not outlive them.</summary>
[Trait("needs", "server")]
public sealed class ChildTests
{
    [Fact]
    public async Task A_process_ends_when_the_pipe_from_the_tests_closes_as_it_does_when_somebody_kills_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the shell and the /proc that this is made of.");
        using var process = Process.Start(Child.Of("sleep", "1000"))!;

        process.StandardInput.Close();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + 9, process.ExitCode);
    }

    [Theory]
    [InlineData("echo said; exit 3", 3)]
    [InlineData("echo said; kill -TERM $$", 128 + 15)]
    public async Task Output_exit_code_and_signals_are_those_of_the_program_itself(string line, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such shell.");
        using var process = Process.Start(Child.Of("sh", "-c", line))!;

        Assert.Equal("said", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code, process.ExitCode);
    }
}
