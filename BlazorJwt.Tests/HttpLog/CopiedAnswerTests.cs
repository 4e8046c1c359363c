using System.Buffers;
using BlazorJwt.HttpLog;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.HttpLog;

public sealed class CopiedAnswerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task All_that_is_written_passes_in_order_and_the_beginning_is_kept(int most)
    {
        using var server = new MemoryStream();
        var answer = new CopiedAnswer(new StreamResponseBodyFeature(server), new(most));

        answer.Writer.Write("one "u8);
        await answer.Writer.FlushAsync(TestContext.Current.CancellationToken);
        await answer.Stream.WriteAsync("two "u8.ToArray(), TestContext.Current.CancellationToken);
        await answer.Writer.WriteAsync("three "u8.ToArray(), TestContext.Current.CancellationToken);
        var memory = answer.Writer.GetMemory(100);
        "four"u8.CopyTo(memory.Span);
        answer.Writer.Advance(2);
        answer.Writer.Advance(2);
        await answer.Writer.FlushAsync(TestContext.Current.CancellationToken);

        var whole = "one two three four"u8.ToArray();
        Assert.Equal(whole, server.ToArray());
        Assert.Equal(whole[..Math.Min(most, whole.Length)], answer.Copy.Kept.ToArray());
        Assert.Equal(whole.Length, answer.Copy.Total);
    }
}
