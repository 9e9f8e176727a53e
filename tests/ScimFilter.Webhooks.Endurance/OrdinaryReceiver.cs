using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>A receiver as people have them: a web server that reads the body and answers.</summary>
internal sealed class OrdinaryReceiver : IReceiver, IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _count;
    private int _connections;

    public OrdinaryReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Use(next => connection =>
        {
            Interlocked.Increment(ref _connections);
            return next(connection);
        })));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.Increment(ref _count);
        });
    }

    public long Count => Interlocked.Read(ref _count);

    public int Connections => _connections;

    public string Url => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
