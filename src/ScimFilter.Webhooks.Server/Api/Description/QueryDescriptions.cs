using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Description;

/// <summary>
/// The parameters of queries: what the API's description says of them, and which of them an endpoint takes. They are read by hand, so
/// that every fault is told.
/// </summary>
internal static class QueryDescriptions
{
    public static RouteHandlerBuilder TakesText(this RouteHandlerBuilder builder, string name, string description) =>
        builder.Takes(name, description, new OpenApiSchema { Type = JsonSchemaType.String });

    public static RouteHandlerBuilder TakesFlag(this RouteHandlerBuilder builder, string name, string description) =>
        builder.Takes(name, description, new OpenApiSchema { Type = JsonSchemaType.Boolean });

    public static RouteHandlerBuilder TakesWord(
        this RouteHandlerBuilder builder, string name, string description, params string[] words) =>
        builder.Takes(
            name, description, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] });

    /// <summary>The parameters that every list has.</summary>
    public static RouteHandlerBuilder TakesPaging(this RouteHandlerBuilder builder, string defaultSort, params string[] fields) => builder
        .Takes("limit", "How many to retrieve at most.", new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = "100",
            Default = 20,
        })
        .TakesText("next", "The cursor of the next page.")
        .TakesText("prev", "The cursor of the previous page.")
        .Takes("sort", "The field to sort by; a minus in front turns the order round.", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. fields.SelectMany(field => (string[])[field, "+" + field, "-" + field]).Select(word => (JsonNode)word)],
            Default = defaultSort,
        });

    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder builder, string name, string description, OpenApiSchema schema) =>
        builder.WithMetadata(new QueryParameter(name)).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema });
            return Task.CompletedTask;
        });
}
