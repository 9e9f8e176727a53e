namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Ends a request with errors.</summary>
#pragma warning disable CA1032 // It is thrown here alone, and never without errors.
internal sealed class ApiException(int status, params IReadOnlyList<ApiError> errors) : Exception(errors[0].Title)
#pragma warning restore CA1032
{
    public int Status { get; } = status;

    public IReadOnlyList<ApiError> Errors { get; } = errors;

    public static ApiException BadRequest(params IReadOnlyList<ApiError> errors) => new(StatusCodes.Status400BadRequest, errors);

    public static ApiException NotFound(ApiError error) => new(StatusCodes.Status404NotFound, error);

    public static ApiException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, ApiErrors.Forbidden(detail));
}
