namespace BlazorJwt.Labs.Sessions;

/// <summary>A feature of one request: how often the server looked something up to authenticate it.</summary>
internal sealed class LookUpCount
{
    public int Count { get; private set; }

    public void Add() => Count++;
}
