using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Turns whatever ends a request too early into an answer with errors.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            HttpResponse response = context.Response;
            if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null)
            {
                await WriteStatusAsync(context, response.StatusCode);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Headers.Clear();
            await AnswerAsync(context, exception);
        }
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case ApiException api:
                return ErrorResponse.WriteAsync(context, api.Status, api.Errors);
            case BadHttpRequestException bad:
                return WriteStatusAsync(context, bad.StatusCode);
            case StoreTimeoutException:
                context.Response.Headers.RetryAfter = "1";
                return ErrorResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ApiErrors.ReadTimeout);
            case SqliteException or IOException:
                StoreFailed(exception);
                context.Response.Headers.RetryAfter = "1";
                return WriteStatusAsync(context, StatusCodes.Status503ServiceUnavailable);
            default:
                RequestFailed(exception);
                return WriteStatusAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task WriteStatusAsync(HttpContext context, int status) =>
        ErrorResponse.WriteAsync(context, status, ApiErrors.Status(status, ReasonPhrases.GetReasonPhrase(status)));

    [LoggerMessage(LogLevel.Error, "The store failed.")]
    private partial void StoreFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "A request failed.")]
    private partial void RequestFailed(Exception exception);
}
