using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace BlazorJwt.HttpLog;

/// <summary>
/// Passes the body of an answer on to the server, and keeps a copy of its beginning. What is written goes into the server's own buffers: a
/// stream put in its place would get buffers of its own, and cost more than all the rest of the record.
/// </summary>
internal sealed class CopiedAnswer(IHttpResponseBodyFeature inner, BodyCopy copy) : PipeWriter, IHttpResponseBodyFeature
{
    private readonly PipeWriter _server = inner.Writer;
    private CopiedStream? _stream;
    private Memory<byte> _handedOut;

    public BodyCopy Copy => copy;

    public Stream Stream => _stream ??= new(inner.Stream, copy);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => _server.CanGetUnflushedBytes;

    public override long UnflushedBytes => _server.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _handedOut = _server.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        copy.Add(_handedOut.Span[..bytes]);
        _handedOut = _handedOut[bytes..];
        _server.Advance(bytes);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        copy.Add(source.Span);
        return _server.WriteAsync(source, cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _server.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => _server.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _server.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => _server.CompleteAsync(exception);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();

    public void DisableBuffering() => inner.DisableBuffering();
}
