using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;

namespace ScimFilter.Samples.Gateway;

/// <summary>
/// Clients subscribe by <c>GET /events?type=&amp;filter=</c> and get the events that match as server-sent events; producers post events to
/// <c>/events</c>. A gateway on the network needs authentication besides.
/// </summary>
public static class GatewayApp
{
    private const int MostBytes = 1 << 20;

    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseSetting("urls", builder.Configuration["urls"] ?? "http://127.0.0.1:5082");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostBytes);
        builder.Services.AddSingleton<Subscribers>();
        WebApplication app = builder.Build();
        app.MapGet("/events", Subscribe);
        app.MapPost("/events", PublishAsync);
        return app;
    }

    private static IResult Subscribe(Subscribers subscribers, string[] type, string? filter, CancellationToken cancellationToken)
    {
        FilterExpression? parsed = null;
        if (filter is not null && !FilterExpression.TryParse(filter, out parsed, out FilterError? error))
        {
            return Results.Problem(error.ToString(), statusCode: StatusCodes.Status400BadRequest);
        }

        return subscribers.TryAdd(type, parsed, out Subscriber? subscriber, out IReadOnlyList<FilterError> errors)
            ? TypedResults.ServerSentEvents(ReadAsync(subscribers, subscriber, cancellationToken))
            : Results.Problem(string.Join("; ", errors), statusCode: StatusCodes.Status400BadRequest);
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        Subscribers subscribers, Subscriber subscriber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            // The headers go out with the first item, so the client learns at once that it has subscribed.
            yield return new SseItem<string>("", "subscribed");
            await foreach (byte[] utf8Event in subscriber.Events.ReadAllAsync(cancellationToken))
            {
                yield return new SseItem<string>(Encoding.UTF8.GetString(utf8Event));
            }
        }
        finally
        {
            subscribers.Remove(subscriber);
        }
    }

    private static async Task<IResult> PublishAsync(Subscribers subscribers, Stream body, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, cancellationToken);
        try
        {
            return Results.Ok(new { Subscribers = subscribers.Publish(buffer.ToArray()) });
        }
        catch (EventFormatException exception)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
