using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>A receiver that fails at random while it is told to.</summary>
internal sealed class RandomReceiver : IAsyncDisposable
{
    private readonly Random _random;
    private readonly Ledger _ledger;
    private readonly WebApplication _app;

    public RandomReceiver(Ledger ledger, int seed)
    {
        _ledger = ledger;
        _random = new Random(seed);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Gets or sets a value indicating whether every request is taken.</summary>
    public bool IsWell { get; set; }

    public string Url => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        JsonElement @event = await JsonElementOfAsync(context.Request);
        int chance;
        lock (_random)
        {
            chance = IsWell ? 100 : _random.Next(100);
        }

        switch (chance)
        {
            case < 10:
                context.Response.StatusCode = 500;
                break;
            case < 13:
                context.Abort();
                break;
            case < 14:
                await Task.Delay(TimeSpan.FromSeconds(3), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                break;
            default:
                _ledger.Arrive(context.Request.Path.Value![1..], @event.GetProperty("id").GetString()!, Stopwatch.GetTimestamp());
                break;
        }
    }

    private static async Task<JsonElement> JsonElementOfAsync(HttpRequest request)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(request.Body);
        return document.RootElement.Clone();
    }
}
