using BlazorJwt.HttpLog;

namespace BlazorJwt.Tests.HttpLog;

public sealed class CopiedStreamTests
{
    private static readonly byte[] Sent = [.. Enumerable.Range(0, 100).Select(number => (byte)number)];

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task All_that_is_written_passes_and_the_beginning_is_kept(int most)
    {
        using var inner = new MemoryStream();
        await using var copied = new CopiedStream(inner, new(most));

        await copied.WriteAsync(Sent.AsMemory(0, 7), TestContext.Current.CancellationToken);
        copied.Write([.. Sent[7..12]]);
        await copied.WriteAsync(Sent.AsMemory(12), TestContext.Current.CancellationToken);
        await copied.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Sent, inner.ToArray());
        Assert.Equal(Sent[..Math.Min(most, 100)], copied.Copy.Kept.ToArray());
        Assert.Equal(100, copied.Copy.Total);
    }

    [Fact]
    public async Task What_is_read_passes_and_nothing_is_read_ahead()
    {
        using var inner = new MemoryStream(Sent);
        await using var copied = new CopiedStream(inner, new(1000));
        var buffer = new byte[8];

        await copied.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal(Sent[..8], buffer);
        Assert.Equal(8, inner.Position);
        Assert.Equal(Sent[..8], copied.Copy.Kept.ToArray());
    }
}
