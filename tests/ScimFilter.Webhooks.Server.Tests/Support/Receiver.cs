using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>A receiver of events that does as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    // Only so that a test that would wait for ever fails.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly WebApplication _app;

    private Receiver(Func<HttpContext, Task> answer)
    {
        Answering = answer;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Writer.TryWrite(new Received(
                context.Request.Path,
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()));
            await Answering(context);
        });
    }

    public Func<HttpContext, Task> Answering { get; set; }

    public string Url => _app.Urls.Single();

    public static Task<Receiver> StartAsync() => StartAsync(_ => Task.CompletedTask);

    public static Task<Receiver> StartAsync(int status) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var receiver = new Receiver(answer);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<Received> NextAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    public bool TryNext() => _received.Reader.TryRead(out _);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
