using ScimFilter.Samples.Dispatcher;
using ScimFilter.Webhooks;

// Posts three events to a receiver that refuses the first request, so that one delivery is tried again.
using var receiver = new DemoReceiver();
using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
var dispatcher = new Dispatcher(client, Console.Out);
dispatcher.Set(new Webhook
{
    TenantId = "t1",
    Id = "failed-reloads",
    Name = "Failed reloads",
    Enabled = true,
    Url = receiver.Url,
    EventTypes = ["com.qlik.v1.app.reload.finished"],
    Filter = """data.status eq "error" """,
    Secret = new WebhookSecret("s3cret"),
});

dispatcher.Publish("t1", """{"eventId":"e1","eventType":"com.qlik.v1.app.reload.finished","data":{"status":"error"}}"""u8.ToArray());
dispatcher.Publish("t1", """{"eventId":"e2","eventType":"com.qlik.v1.app.reload.finished","data":{"status":"ok"}}"""u8.ToArray());
dispatcher.Publish("t2", """{"eventId":"e3","eventType":"com.qlik.v1.app.reload.finished","data":{"status":"error"}}"""u8.ToArray());
await dispatcher.RunUntilEmptyAsync(CancellationToken.None);
