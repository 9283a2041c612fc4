// An agent with a tool, on OpenAI's own client. It knows nothing of Athanor: where the provider is, the environment says.
import OpenAI from 'openai';

const [city, streamed] = process.argv.slice(2);
const client = new OpenAI({maxRetries: 1});
const tools = [{type: 'function', function: {name: 'get_weather', description: 'The weather in a city.', parameters: {
  type: 'object', properties: {city: {type: 'string'}}, required: ['city'], additionalProperties: false}}}];
const messages = [{role: 'system', content: 'You tell the weather, and use the tool.'},
  {role: 'user', content: `What is the weather in ${city}?`}];

for (let turn = 0; turn < 5; turn++) {
  const request = {model: 'gpt-5-mini', messages, tools};
  const completion = streamed
    ? await client.chat.completions.stream({...request, stream_options: {include_usage: true}}).finalChatCompletion()
    : await client.chat.completions.create(request);
  const message = completion.choices[0].message;
  messages.push(message);
  if (!message.tool_calls?.length) {
    console.log(message.content);
    break;
  }
  for (const call of message.tool_calls) {
    const {city: asked} = JSON.parse(call.function.arguments);
    messages.push({role: 'tool', tool_call_id: call.id, content: `${asked}: ${10 + asked.length} °C`});
  }
}
