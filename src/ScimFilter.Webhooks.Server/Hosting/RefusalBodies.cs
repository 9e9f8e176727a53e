using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>
/// Gives the API's error body to the answers that the web server makes by itself, before any middleware: requests that it cannot read
/// (400), whose line (414) or headers (431) are too long, and the like. It has no hook for that, so its output is looked at.
/// </summary>
/// <remarks>
/// Such an answer is written in one piece, has no body and closes the connection. Answers of the application have a content type, so
/// they are never taken for one. On encrypted connections the output cannot be read here: the answer keeps its empty body.
/// </remarks>
internal static class RefusalBodies
{
    public static void UseRefusalBodies(this ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Transport = new Transport(connection.Transport.Input, new RefusalWriter(connection.Transport.Output));
        return next(connection);
    });

    /// <summary>Gives an answer of the web server with a body; null when it is none of those.</summary>
    public static byte[]? Rewrite(ReadOnlySpan<byte> answer)
    {
        if (!IsRefusal(answer))
        {
            return null;
        }

        int status = ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + (answer[11] - '0');
        byte[] body = ErrorResponse.Bytes(
            ActivityTraceId.CreateRandom().ToString(), ApiErrors.Status(status, ReasonPhrases.GetReasonPhrase(status)));
        string head = Encoding.ASCII.GetString(answer).Replace(
            "\r\nContent-Length: 0\r\n",
            $"\r\nContent-Length: {body.Length}\r\nContent-Type: application/json\r\n",
            StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static bool IsRefusal(ReadOnlySpan<byte> answer) =>
        (answer.StartsWith("HTTP/1.1 4"u8) || answer.StartsWith("HTTP/1.1 5"u8))
        && answer.Length > 12 && char.IsAsciiDigit((char)answer[10]) && char.IsAsciiDigit((char)answer[11])
        && answer.EndsWith("\r\n\r\n"u8) && answer.IndexOf("\r\n\r\n"u8) == answer.Length - 4
        && answer.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0 && answer.IndexOf("\r\nConnection: close\r\n"u8) > 0
        && answer.IndexOf("\r\nContent-Type:"u8) < 0;

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    // Everything goes to the connection's own writer; only what is advanced over is looked at first.
    private sealed class RefusalWriter(PipeWriter inner) : PipeWriter
    {
        private Memory<byte> _memory;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _memory = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            int length = bytes;
            if (Rewrite(_memory.Span[..bytes]) is { } rewritten && rewritten.Length <= _memory.Length)
            {
                rewritten.CopyTo(_memory);
                length = rewritten.Length;
            }

            _memory = _memory[length..];
            inner.Advance(length);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(source, cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
