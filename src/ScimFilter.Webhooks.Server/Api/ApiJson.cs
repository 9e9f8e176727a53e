using System.Text.Json;
using System.Text.Json.Serialization;
using ScimFilter.Webhooks.Server.Api.Checks;
using ScimFilter.Webhooks.Server.Api.Deliveries;
using ScimFilter.Webhooks.Server.Api.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.Webhooks;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>How answers are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookListBody))]
[JsonSerializable(typeof(DeliveryBody))]
[JsonSerializable(typeof(DeliveryListBody))]
[JsonSerializable(typeof(EventTypeListBody))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(RecoveredBody))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(ReplayRequestBody))]
[JsonSerializable(typeof(FilterCheckBody))]
[JsonSerializable(typeof(EventCheckBody))]
[JsonSerializable(typeof(WebhookRequestBody))]
[JsonSerializable(typeof(PatchOperationBody[]))]
[JsonSerializable(typeof(FilterCheckRequestBody))]
[JsonSerializable(typeof(RecoverRequestBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
