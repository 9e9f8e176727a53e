using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>How errors are written: as other answers are.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
