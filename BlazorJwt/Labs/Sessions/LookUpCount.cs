namespace BlazorJwt.Labs.Sessions;

/// <summary>How often the server had to look something up to know who one request comes from. A feature of that request: whoever looks, counts.</summary>
internal sealed class LookUpCount
{
    public int Count { get; private set; }

    public static void Note(HttpContext context) => context.Features.Get<LookUpCount>()?.Add();

    public void Add() => Count++;
}
